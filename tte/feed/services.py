from uuid import UUID

from tte.common.clock import ClockTimestamp
from tte.feed.models import FeedIdentity, ReaderPosition


def note_position(reader: str, position: int) -> None:
    """Say how far a reader has come. For the operations page; the reader's own projection holds the position it goes
    by."""
    ReaderPosition.objects.update_or_create(reader=reader, defaults={"position": position, "read_at": ClockTimestamp()})


def renew_identity() -> UUID:
    """Give the feed another id: after a restore that went back in time, positions mean other entries than readers
    saw."""
    return FeedIdentity.objects.create().feed_id


def hold_position(reader: str) -> int:
    """How far a reader has come whose projection stands in this database: `note_position` in the same transaction is
    then part of what it wrote. Held until that transaction ends."""
    ReaderPosition.objects.get_or_create(reader=reader)
    return ReaderPosition.objects.select_for_update(of=("self",)).get(reader=reader).position
