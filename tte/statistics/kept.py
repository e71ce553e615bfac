"""Answers a process has given, kept as long as they are true: until a change falls into one of their months.

A closed month, quarter or year is asked again and again and hardly ever changes, so its tables cost nothing the second
time, and an amendment of an old contract is seen as soon as any other. Nothing is kept by a clock.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date

from tte.statistics.slices import Cell, Slice

MOST_CELLS = 200_000
LARGEST = 20_000

Asked = tuple[object, ...]


def key_of(asked: Slice, *, levels: bool, sellers: bool) -> Asked:
    conditions = tuple(sorted((name, tuple(chosen)) for name, chosen in asked.filters.items()))
    return asked.dims, conditions, asked.since, asked.until, levels, sellers


class Kept:
    """The answers over one base file, each with the position it was made for; the longest unasked go first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: OrderedDict[Asked, tuple[int, list[Cell]]] = OrderedDict()
        self._cells = 0
        self._changed: dict[date, int] = {}

    def note_changes(self, changes: Iterable[tuple[date, int]]) -> None:
        """A month has a signed row at a position. Positions come in rising order."""
        with self._lock:
            self._changed.update(changes)

    def find(self, key: Asked, asked: Slice, position: int) -> list[Cell] | None:
        """The answer made before, if nothing in its months has changed between its position and this one."""
        with self._lock:
            held = self._answers.get(key)
            if held is None or self._newest_change(asked) > min(held[0], position):
                return None
            self._answers.move_to_end(key)
            return held[1]

    def keep(self, key: Asked, position: int, cells: list[Cell]) -> None:
        if len(cells) > LARGEST:
            return
        with self._lock:
            if key in self._answers:
                self._cells -= len(self._answers.pop(key)[1]) + 1
            self._answers[key] = position, cells
            self._cells += len(cells) + 1
            while self._cells > MOST_CELLS:
                _key, (_position, dropped) = self._answers.popitem(last=False)
                self._cells -= len(dropped) + 1

    def has_changes(self, asked: Slice) -> bool:
        """Whether the signed rows matter to the question at all; where not, the base alone is asked."""
        with self._lock:
            return self._newest_change(asked) >= 0

    def _newest_change(self, asked: Slice) -> int:
        since, until = asked.since or date.min, asked.until or date.max
        return max((position for month, position in self._changed.items() if since <= month < until), default=-1)
