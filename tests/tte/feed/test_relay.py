import psycopg2
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from tests.factories.feed import feed_entry, waiting_change
from tests.factories.trail import EventFactory
from tte.feed.models import Entry, Outbox, TrailLink
from tte.feed.relay import relay_all, relay_visible
from tte.feed.selectors import (
    batch_after,
    entries_after,
    feed_id,
    first_broken_link,
    head,
    oldest_waiting,
    reader_positions,
)
from tte.feed.services import note_position, renew_identity
from tte.feed.standing import Standing

pytestmark = pytest.mark.django_db


def test_relay_moves_what_waits_in_the_order_of_writing():
    before = head()
    for key in (3, 1, 2):
        waiting_change(key=key)
    assert relay_visible(2) == 2
    assert relay_visible(2) == 1
    assert relay_visible(2) == 0
    entries = entries_after(before)
    assert [entry.key for entry in entries] == [3, 1, 2]
    assert [entry.position for entry in entries] == sorted(entry.position for entry in entries)
    assert Outbox.objects.count() == 0


def test_entries_are_chosen_by_topic():
    first = feed_entry(topic="paper", key=1)
    feed_entry(topic="other", key=2)
    feed_entry(topic="paper", key=3)
    assert [entry.key for entry in entries_after(first.position - 1, ["paper"])] == [1, 3]
    assert [entry.key for entry in entries_after(first.position, ["paper"])] == [3]


def test_a_batch_that_is_not_full_reaches_the_head():
    first = feed_entry(topic="paper")
    last = feed_entry(topic="other")
    batch = batch_after(first.position, ["paper"], limit=10)
    assert (batch.entries, batch.reached) == ([], last.position)


def test_a_full_batch_reaches_its_last_entry():
    start = head()
    first = feed_entry(topic="paper")
    feed_entry(topic="paper")
    batch = batch_after(start, ["paper"], limit=1)
    assert batch.reached == first.position


def test_oldest_waiting_is_what_the_relay_has_not_taken():
    assert oldest_waiting() is None
    waiting = waiting_change()
    waiting.refresh_from_db()
    waiting_change()
    assert oldest_waiting() == waiting.written_at
    relay_all()
    assert oldest_waiting() is None


def test_entries_are_never_rewritten():
    entry = feed_entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(key=99)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()


def test_every_event_of_the_trail_is_chained():
    events = [EventFactory(data={"名": "值"}) for _ in range(3)]
    relay_all()
    linked = TrailLink.objects.filter(event_key__in=[event.pk for event in events]).order_by("position")
    assert [link.event_key for link in linked] == [event.pk for event in events]
    assert len({bytes(link.link) for link in linked}) == 3
    assert first_broken_link() is None


def test_an_edited_event_breaks_the_chain_at_its_place():
    events = [EventFactory() for _ in range(3)]
    relay_all()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE trail_event SET kind = 'achievement.refuse' WHERE id = %s", [events[1].pk])
        cursor.execute("ALTER TABLE trail_event ENABLE TRIGGER USER")
    assert first_broken_link() == TrailLink.objects.get(event_key=events[1].pk).position


def test_the_chain_does_not_depend_on_the_reader_s_zone():
    EventFactory()
    relay_all()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Shanghai'")
    assert first_broken_link() is None


def test_a_restore_gives_the_feed_another_id():
    before = feed_id()
    assert renew_identity() == feed_id() != before


def test_a_reader_says_how_far_it_is():
    note_position("paper", 4)
    note_position("paper", 7)
    assert reader_positions()["paper"] == 7


def test_a_standing_process_outlives_a_lost_database(monkeypatch):
    standing, tries = Standing(), []

    def step() -> float:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("server closed the connection")
        standing.stop()
        return 0

    monkeypatch.setattr("tte.feed.standing.DATABASE_REST", 0)
    monkeypatch.setattr("tte.feed.standing.connection", type("Closed", (), {"close": lambda self: None})())
    standing.repeat(step)
    assert len(tries) == 2


def test_a_second_relay_waits_in_reserve():
    parameters = connection.get_connection_params()
    wanted = {name: parameters[name] for name in ("dbname", "user", "password", "host", "port") if name in parameters}
    first, second = psycopg2.connect(**wanted), psycopg2.connect(**wanted)
    with first.cursor() as working, second.cursor() as reserve:
        working.execute("INSERT INTO feed_outbox (topic, key, payload) VALUES ('paper', 1, '{}')")
        working.execute("SELECT feed_relay(10)")
        assert working.fetchone()[0] == 1
        reserve.execute("SELECT feed_relay(10)")
        assert reserve.fetchone()[0] is None
        first.rollback()  # as when it dies in mid-batch
        reserve.execute("SELECT feed_relay(10)")
        assert reserve.fetchone()[0] == 0
    first.close()
    second.close()
