"""What changes a listing, or the achievement behind it, is announced in one statement for all the rows it changes."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from listings.migrations._takedown_sql import ANNOUNCE, ANNOUNCE_UNDONE
from tte.feed.triggers import announces

# Under the key of the listing; of the catalogue record; of what enters, changes in or leaves the audit, so that
# submissions are compared with each other too.
ACHIEVEMENTS = """
CREATE FUNCTION listings_announce_achievements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'listing', listing.id, '{}'
      FROM after JOIN listings_listing AS listing ON listing.achievement_id = after.id;
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'catalogue', after.id, '{}'
      FROM after JOIN before ON before.id = after.id
     WHERE before.state = 'catalogued' OR after.state = 'catalogued';
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'submission', after.id, '{}'
      FROM after JOIN before ON before.id = after.id
     WHERE before.state IN ('in_audit', 'correction') OR after.state IN ('in_audit', 'correction');
    RETURN NULL;
END $$;
CREATE TRIGGER listings_achievements_announced AFTER UPDATE ON listings_achievement
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION listings_announce_achievements();
"""
ACHIEVEMENTS_UNDONE = """
DROP TRIGGER listings_achievements_announced ON listings_achievement;
DROP FUNCTION listings_announce_achievements();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0002_bidding"), ("feed", "0002_functions")]

    operations = [
        announces("listings_listing", topic="listing"),
        RunSQL(ACHIEVEMENTS, ACHIEVEMENTS_UNDONE),
        RunSQL(ANNOUNCE, ANNOUNCE_UNDONE),
    ]
