"""What enters, changes in or leaves the audit is announced, so that submissions are compared with each other too."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

BEFORE = """
CREATE OR REPLACE FUNCTION listings_announce_achievements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'listing', listing.id, '{}'
      FROM after JOIN listings_listing AS listing ON listing.achievement_id = after.id;
    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'catalogue', after.id, '{}'
      FROM after JOIN before ON before.id = after.id
     WHERE before.state = 'catalogued' OR after.state = 'catalogued';
    RETURN NULL;
END $$;
"""
AFTER = BEFORE.replace(
    "    RETURN NULL;",
    """    INSERT INTO feed_outbox (topic, key, payload)
    SELECT 'submission', after.id, '{}'
      FROM after JOIN before ON before.id = after.id
     WHERE before.state IN ('in_audit', 'correction') OR after.state IN ('in_audit', 'correction');
    RETURN NULL;""",
)


class Migration(migrations.Migration):
    dependencies = [("listings", "0010_notice_filled")]

    operations = [RunSQL(AFTER, BEFORE)]
