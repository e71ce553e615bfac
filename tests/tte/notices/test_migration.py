"""Notices of before the deliveries: what was mailed is sent, what was owed is queued."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("notices", "0001_initial"), ("accounts", "0001_initial")]


def moved_to(state):
    executor = MigrationExecutor(connection)
    executor.migrate(state)
    return MigrationExecutor(connection).loader.project_state(state).apps


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_was_delivered_is_sent_and_what_was_owed_is_queued():
    try:
        old = moved_to(BEFORE)
        user = old.get_model("accounts", "User").objects.create(email="a@example.org")
        notices = old.get_model("notices", "Notice").objects
        given = {"person": user, "kind": "longwork.done", "url": "/a/"}
        mailed = notices.create(key="a", delivered_at="2026-01-02T03:04:05Z", owed_at="2026-01-01T00:00:00Z", **given)
        owed = notices.create(key="b", **given)
    finally:
        new = moved_to(MigrationExecutor(connection).loader.graph.leaf_nodes())
    rows = new.get_model("notices", "Delivery").objects.order_by("notice_id")
    assert list(rows.values_list("notice", "person", "state", "address", "attempts")) == [
        (mailed.pk, user.pk, "sent", "a@example.org", 1),
        (owed.pk, user.pk, "queued", "", 0),
    ]
    assert [row.sent_at and row.sent_at.isoformat() for row in rows] == ["2026-01-02T03:04:05+00:00", None]
    assert len({row.message_id for row in rows}) == 2
