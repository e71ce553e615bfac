"""How the exchange stands: what waits, what is owed, how far the projections are. /metrics and the doctor read it."""

import time
from dataclasses import dataclass, field

import redis
from django.conf import settings
from django.core.cache import cache

from contracts.selectors.certificate import owed_certificates
from listings.selectors.auction import due_auctions
from listings.selectors.disclosure import due_disclosures
from listings.selectors.listing import due_notices
from tte.casework.selectors import owed_runs
from tte.common.clock import now
from tte.common.valkey import OPTIONS
from tte.feed.selectors import head, oldest_waiting, reader_positions
from tte.longwork.enums import WorkState
from tte.longwork.models import Work
from tte.longwork.selectors import takeable
from tte.notices.digests import due_digests
from tte.notices.selectors import due_deliveries, unsent_today

QUEUES = ("default", "audit", "long")
BEAT_KEY = "ops:beat"
BEAT_KEPT = 3600

OWED = {
    "checks": owed_runs,
    "notices": due_deliveries,
    "digests": due_digests,
    "certificates": owed_certificates,
    "listings": due_notices,
    "auctions": due_auctions,
    "disclosures": due_disclosures,
}


@dataclass(frozen=True)
class Measure:
    """A figure with its meaning; `values` by the value of its one label, or by "" without one."""

    name: str
    says: str
    label: str = ""
    values: dict[str, float] = field(default_factory=dict)


def measures() -> list[Measure]:
    """What a watcher wants to know, from PostgreSQL and Valkey alone."""
    top = head()
    owed = {kind: due().count() for kind, due in OWED.items()}
    lags = {name: top - position for name, position in reader_positions().items()}
    waiting = Work.objects.filter(state=WorkState.QUEUED).count()
    silent = takeable().filter(state=WorkState.RUNNING).count()
    age, beat = outbox_age(), beat_age()
    return [
        Measure("tte_owed", "Acts of the clock that are due and not done", "kind", owed),
        Measure("tte_mail_unsent", "E-mails that ended without arriving within a day", "state", unsent_today()),
        Measure("tte_work", "Background jobs to be taken", "state", {"waiting": waiting, "silent": silent}),
        Measure("tte_queue_length", "Messages that wait for a worker", "queue", queue_lengths()),
        Measure("tte_feed_position", "Changes numbered so far", values={"": top}),
        Measure("tte_outbox_age_seconds", "Age of the oldest change that is not numbered yet", values={"": age}),
        Measure("tte_projection_lag", "Changes that a projection has not read yet", "projection", lags),
        Measure("tte_beat_age_seconds", "Time since beat and a worker last met", values={"": beat}),
    ]


def queue_lengths() -> dict[str, float]:
    with redis.from_url(settings.REDIS_URL, **OPTIONS) as broker:
        return {queue: broker.llen(queue) for queue in QUEUES}


def outbox_age() -> float:
    oldest = oldest_waiting()
    return (now() - oldest).total_seconds() if oldest else 0.0


def note_beat() -> None:
    """Beat asked and a worker answered: both live."""
    cache.set(BEAT_KEY, time.time(), timeout=BEAT_KEPT)


def beat_age() -> float:
    """Seconds since then; an hour when nobody remembers."""
    return time.time() - cache.get(BEAT_KEY, time.time() - BEAT_KEPT)
