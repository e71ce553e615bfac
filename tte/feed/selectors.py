"""Reading the feed: always by position. Relayed commits are serial, so whatever is visible is a prefix."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min

from tte.feed.models import Entry, FeedIdentity, Outbox, ReaderPosition

STANDING = """
SELECT (SELECT feed_id FROM feed_feedidentity ORDER BY id DESC LIMIT 1),
       (SELECT coalesce(max(position), 0) FROM feed_entry), statement_timestamp()
"""


@dataclass(frozen=True)
class FeedEntry:
    position: int
    topic: str
    key: int
    payload: dict


@dataclass(frozen=True)
class Batch:
    """Entries and the position a reader has reached once it has applied them."""

    entries: list[FeedEntry]
    reached: int


def head() -> int:
    """The newest position, 0 before the first."""
    return Entry.objects.aggregate(newest=Max("position"))["newest"] or 0


def feed_id() -> UUID:
    """Which feed the positions belong to; a reader that remembers another one starts again."""
    return FeedIdentity.objects.latest("pk").feed_id


@dataclass(frozen=True)
class FeedStanding:
    """Which feed it is and how far it reaches: every change committed before `at` that is numbered lies below."""

    feed_id: UUID
    head: int
    at: datetime


def feed_standing() -> FeedStanding:
    """All of it in one statement, for who asks at every request."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        return FeedStanding(*cursor.fetchone())


def entries_after(
    position: int, topics: Sequence[str] = (), limit: int = 1000, upto: int | None = None
) -> list[FeedEntry]:
    """The entries above `position` in order, of these topics (of all when none is named)."""
    found = Entry.objects.filter(position__gt=position).order_by("position")
    if topics:
        found = found.filter(topic__in=topics)
    if upto is not None:
        found = found.filter(position__lte=upto)
    return [FeedEntry(*row) for row in found.values_list("position", "topic", "key", "payload")[:limit]]


def batch_after(position: int, topics: Sequence[str], limit: int = 1000) -> Batch:
    """The next entries of these topics. A batch that is not full reaches the head that was seen before reading."""
    top = head()
    if top <= position:
        return Batch([], position)
    entries = entries_after(position, topics, limit, upto=top)
    return Batch(entries, entries[-1].position if len(entries) == limit else top)


def oldest_waiting() -> datetime | None:
    """When the oldest change that is not yet numbered was written: the alarm for a relay that stands still."""
    return Outbox.objects.aggregate(oldest=Min("written_at"))["oldest"]


def reader_positions() -> dict[str, int]:
    return dict(ReaderPosition.objects.values_list("reader", "position"))


def first_broken_link() -> int | None:
    """The position of the first link of the trail's hash chain that does not hold; None when all do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT trail_first_broken()")
        return cursor.fetchone()[0]
