"""Rows that are only ever added, and rows that nobody changes while they are evidence of a takedown."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from listings.migrations._takedown_sql import keep, keep_undone
from tte.common.triggers import append_only

ADDED_ONLY = (
    *("announcement", "biddecision", "bidintake", "depositentry", "exportdecision", "message", "objectionfile"),
    *("offer", "roomentry", "roomsignature", "takedownevidence", "takedownfile", "takedownword"),
    *("undertakingacceptance", "version"),
)


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_feed"), ("files", "0001_initial")]

    operations = [*(append_only(f"listings_{table}") for table in ADDED_ONLY), RunSQL(keep(), keep_undone())]
