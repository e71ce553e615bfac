"""What a desk shows first: the duties that wait for an actor."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Duty:
    """`count` things wait under `url`; `oldest_due` is the earliest due moment among them, if any is due."""

    label: str
    count: int
    url: str
    oldest_due: datetime | None = None
