"""What a desk shows: the duties that wait for an actor, and the way to the rooms the actor may enter."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Duty:
    """`count` things wait under `url`; `oldest_due` is the earliest due moment among them, if any is due."""

    label: str
    count: int
    url: str
    oldest_due: datetime | None = None


@dataclass(frozen=True)
class RailItem:
    label: str
    url: str
    icon: str
    count: int | None = None


@dataclass(frozen=True)
class RailGroup:
    label: str
    items: list[RailItem] = field(default_factory=list)
