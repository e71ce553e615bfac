"""Whether the index holds all that was committed up to a moment: it follows, so it is behind for a while."""

import time

from django.db.models import Max

from tte.common.clock import now
from tte.feed.models import Entry, Outbox
from tte.search.documents import topics
from tte.search.index import IndexBroken, reading

PAUSE = 0.05


def is_level(patience: float = 0.0) -> bool:
    """Whether everything that is searched and was written before this call stands in the index, waiting so many seconds
    for it. Where there is no index there is nothing to wait for."""
    moment, until = now(), time.monotonic() + patience
    asked, target = topics(), None
    while True:
        if target is None and not Outbox.objects.filter(topic__in=asked, written_at__lte=moment).exists():
            target = Entry.objects.filter(topic__in=asked).aggregate(newest=Max("position"))["newest"] or 0
        reached = _reached()
        if reached is None or (target is not None and reached >= target):
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)


def _reached() -> int | None:
    try:
        return reading.now()[1].position
    except (IndexBroken, ValueError):
        return None
