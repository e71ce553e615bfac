from django.db import migrations

# Of records that were published twice before this was kept apart the first holds the key.
HOLD = """
UPDATE listings_catalogueentry AS entry SET standing_key = held.key
  FROM (
      SELECT DISTINCT ON (key) achievement_id, key
        FROM (
            SELECT found.achievement_id,
                   CASE WHEN found.number_key <> '' THEN found.number_key ELSE found.twin_key::text END AS key
              FROM listings_catalogueentry AS found
              JOIN listings_cataloguebatch AS batch ON batch.id = found.batch_id AND batch.state = 'approved'
              JOIN listings_achievement AS achievement ON achievement.id = found.achievement_id
             WHERE achievement.state NOT IN ('refused', 'withdrawn')
        ) AS published
       ORDER BY key, achievement_id
  ) AS held
 WHERE held.achievement_id = entry.achievement_id
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0008_import_checks")]

    operations = [migrations.RunSQL(HOLD, migrations.RunSQL.noop)]
