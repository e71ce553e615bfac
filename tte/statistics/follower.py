"""Keeps a base in force: makes one where there is none that fits, and folds the signed rows in before they grow
many."""

import logging
from datetime import timedelta

import duckdb

from tte.feed.selectors import feed_id, head
from tte.statistics.models import Base
from tte.statistics.projection import BaseBroken, current_base, digest, fold, path_of, rebuild, shape
from tte.statistics.reader import Reading, StatisticsUnavailable

log = logging.getLogger(__name__)

MOST_ROWS = 50_000
WORTHWHILE_ROWS = 1_000
OLD = timedelta(minutes=15)


class StatisticsFollower:
    """Its own reader pulls the signed rows as the web's readers do; a fold writes them into the next base."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.verified: int | None = None

    def step(self) -> int:
        try:
            self._look_after(self._verified_base())
        except (BaseBroken, StatisticsUnavailable, duckdb.Error) as broken:
            log.warning("The statistics base is made anew: %s", broken)
            self.reading.forget()
            rebuild()
        return 0

    def _verified_base(self) -> Base:
        base = current_base()
        if base is None or not fits(base):
            raise BaseBroken("none fits the feed")
        if self.verified != base.pk:
            if digest(path_of(base)) != base.sha256:
                raise BaseBroken("the file is not what was published")
            self.verified = base.pk
        return base

    def _look_after(self, base: Base) -> None:
        generation, position, as_of = self.reading.fresh()
        waiting = generation.count()
        if waiting > MOST_ROWS or (waiting > WORTHWHILE_ROWS and as_of - base.published_at > OLD):
            fold(base, generation.connection, position)


def fits(base: Base) -> bool:
    """Of this feed, of the present columns, not from a future that a restore took back, and here on this machine."""
    return base.feed_id == feed_id() and base.shape == shape() and base.position <= head() and path_of(base).exists()
