"""What runs beyond the official calendar was counted over a year that has none."""

from django.db import migrations

FORWARD = """
    WITH known AS (SELECT max(day) + 1 AS beyond FROM codelists_calendarday WHERE official)
    UPDATE listings_disclosure SET due_provisional = state = 'owed' AND due_at > beyond,
                                   period_provisional = state = 'published' AND period_ends_at > beyond
    FROM known WHERE due_at > beyond OR period_ends_at > beyond
"""


class Migration(migrations.Migration):

    dependencies = [
        ('codelists', '0003_stock_revision'),
        ('listings', '0006_recounted_disclosures'),
    ]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
