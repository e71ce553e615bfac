"""The product with a seeded fault: each process remembers the highest price of a lot for a tenth of a second."""

import time
from dataclasses import replace

from tte.wsgi import application  # first: it sets Django up

# isort: split
from listings.services import bid

fresh_lot = bid._lot
remembered: dict[int, tuple[float, object]] = {}


def stale_lot(row: tuple) -> bid.Lot:
    lot = fresh_lot(row)
    at, highest = remembered.get(lot.pk, (0.0, None))
    if time.monotonic() - at > 0.1:
        remembered[lot.pk] = (time.monotonic(), lot.course.highest)
        return lot
    return replace(lot, course=replace(lot.course, highest=highest))


bid._lot = stale_lot
__all__ = ["application"]
