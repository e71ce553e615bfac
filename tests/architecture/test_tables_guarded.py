"""Tables whose rows are only ever added are guarded by the database, whoever writes."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.factories.trail import EventFactory

GUARDED = {
    "casework.CaseNote",
    "casework.CaseReminder",
    "casework.CheckResult",
    "casework.Decision",
    "contracts.Certificate",
    "contracts.Registration",
    "feed.Entry",
    "feed.TrailLink",
    "listings.Announcement",
    "listings.BidDecision",
    "listings.BidIntake",
    "listings.DepositEntry",
    "listings.ExportDecision",
    "listings.Message",
    "listings.ObjectionFile",
    "listings.Offer",
    "listings.RoomEntry",
    "listings.RoomSignature",
    "listings.TakedownEvidence",
    "listings.TakedownFile",
    "listings.TakedownWord",
    "listings.UndertakingAcceptance",
    "listings.Version",
    "longwork.Recall",
    "trail.Event",
}
TRIGGERS = """
SELECT tgrelid::regclass::text, bool_or(tgtype & 16 > 0) AND bool_or(tgtype & 8 > 0) AND bool_or(tgtype & 32 > 0)
FROM pg_trigger WHERE tgfoid = 'refuse_rewriting'::regproc AND tgenabled <> 'D' GROUP BY 1
"""


@pytest.mark.django_db
def test_append_only_tables_refuse_update_delete_and_truncate():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        guarded = dict(cursor.fetchall())
    labels = {model._meta.db_table: model._meta.label for model in apps.get_models()}
    assert {labels[table] for table, is_whole in guarded.items() if is_whole} == GUARDED


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_guard_is_the_databases_own(act):
    event = EventFactory()
    rows = type(event)._base_manager.filter(pk=event.pk)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        rows.update(kind="other") if act == "update" else rows._raw_delete(rows.db)
