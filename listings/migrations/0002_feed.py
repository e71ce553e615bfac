from django.db import migrations
from django.db.migrations.operations import RunSQL

from tte.feed.triggers import announces

ACHIEVEMENT = """
CREATE FUNCTION listings_announce_achievement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'listing', listing.id, '{}' FROM listings_listing AS listing WHERE listing.achievement_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER listings_achievement_announces_listing AFTER UPDATE ON listings_achievement
    FOR EACH ROW EXECUTE FUNCTION listings_announce_achievement();
"""

ACHIEVEMENT_UNDONE = """
DROP TRIGGER listings_achievement_announces_listing ON listings_achievement;
DROP FUNCTION listings_announce_achievement();
"""


class Migration(migrations.Migration):
    """What changes a listing or the achievement behind it is announced under the key of the listing."""

    dependencies = [("listings", "0001_initial"), ("feed", "0002_functions")]

    operations = [announces("listings_listing", topic="listing"), RunSQL(ACHIEVEMENT, ACHIEVEMENT_UNDONE)]
