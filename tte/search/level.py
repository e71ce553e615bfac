"""Whether the index holds all that was committed up to a moment: it follows, so it is behind for a while."""

from datetime import datetime

from tte.common.clock import now
from tte.feed.models import Entry, Outbox
from tte.search.documents import topics
from tte.search.index import IndexBroken, reading


def is_level(moment: datetime | None = None) -> bool:
    """Whether everything that is searched and was written up to a moment, or before this call, stands in the index.
    Where there is no index there is nothing to wait for."""
    reached = _reached()
    if reached is None:
        return True
    written = {"topic__in": topics(), "written_at__lte": moment or now()}
    waits = Outbox.objects.filter(**written).exists()
    return not waits and not Entry.objects.filter(position__gt=reached, **written).exists()


def _reached() -> int | None:
    try:
        return reading.now()[1].position
    except (IndexBroken, ValueError):
        return None
