import uuid

from django.db import models

from tte.common.clock import ClockTimestamp


class Outbox(models.Model):
    """A change, written by a trigger in the transaction that made it. The relay moves what is visible into the feed."""

    topic = models.CharField(max_length=40)
    key = models.BigIntegerField()
    payload = models.JSONField(default=dict)
    written_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"{self.topic}:{self.key}"


class Entry(models.Model):
    """A change at its place in commit order. Readers follow `position`, never an id or a time."""

    position = models.BigIntegerField(primary_key=True)
    topic = models.CharField(max_length=40)
    key = models.BigIntegerField()
    payload = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    relayed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        indexes = [models.Index(fields=["topic", "position"])]

    def __str__(self) -> str:
        return f"{self.position} {self.topic}:{self.key}"


class TrailLink(models.Model):
    """The hash chain over the trail, extended by the relay: link = sha256(previous link ‖ the event as JSON text)."""

    event_key = models.BigIntegerField(unique=True)
    position = models.BigIntegerField(primary_key=True)
    link = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.position)


class FeedIdentity(models.Model):
    """Renewed when a restore goes back in time, so that readers who see another id start again."""

    feed_id = models.UUIDField(default=uuid.uuid4)
    since = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return str(self.feed_id)


class ReaderPosition(models.Model):
    """How far a projection has read, for the operations page and the as-of stamp."""

    reader = models.CharField(primary_key=True, max_length=60)
    position = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"{self.reader} {self.position}"
