"""Listings that stand get the notice they were published with; announcements and undertakings are never rewritten."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from tte.common.triggers import append_only

FILL = """
UPDATE listings_listing
   SET base_price = price,
       counted_from = listed_at,
       notice_minimum = greatest(notice_ends_at::date - listed_at::date, 1),
       notice_length = greatest(notice_ends_at::date - listed_at::date, 1),
       counted_length = greatest(notice_ends_at::date - listed_at::date, 1)
 WHERE notice_length = 0;
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0009_notice")]

    operations = [
        RunSQL(FILL, RunSQL.noop),
        append_only("listings_announcement"),
        append_only("listings_undertakingacceptance"),
        append_only("listings_objectionfile"),
    ]
