"""The feed. Only machinery writes it: a change waits in the outbox until the relay gives it its position."""

from tte.feed.models import Entry, Outbox
from tte.feed.relay import relay_all


def waiting_change(*, topic: str = "paper", key: int = 1, **payload: object) -> Outbox:
    """A change that has no position yet."""
    return Outbox.objects.create(topic=topic, key=key, payload=payload)


def feed_entry(*, topic: str = "paper", key: int = 1, **payload: object) -> Entry:
    """A change that has its position."""
    waiting_change(topic=topic, key=key, **payload)
    relay_all()
    return Entry.objects.filter(topic=topic).latest("position")
