"""What a benchmark says: figures as ratios to a limit that was measured in the same run."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from django.db import connection


@dataclass(frozen=True)
class Figure:
    """One bar. `ratio` is ours to the limit (median of the rounds), `bar` the most it may be."""

    name: str
    ratio: float
    bar: float
    rows: int
    details: dict[str, str] = field(default_factory=dict)
    short: str = ""

    @property
    def passed(self) -> bool:
        return not self.short and self.ratio <= self.bar

    def line(self) -> str:
        said = " ".join(f"{name}={value}" for name, value in self.details.items())
        end = "pass" if self.passed else f"short: {self.short or f'the bar is {self.bar:g}'}"
        return f"{self.name} ratio={self.ratio:.2f} rows={self.rows} {said} {end}".replace("  ", " ")


def median_of(ratios: Sequence[float]) -> tuple[float, str]:
    """The median and its range in words."""
    return statistics.median(ratios), f"{min(ratios):.2f}–{max(ratios):.2f}"


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that `share` per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


@dataclass
class Spent:
    """What one side took: seconds of each act by the wall, and the processor's, its database's work included.

    Where neighbours are busy the wall tells who had to wait; the processor's seconds tell what the act costs.
    """

    wall: list[float] = field(default_factory=list)
    processor: float = 0.0

    def p(self, share: int) -> float:
        return percentile(self.wall, share)


def processor_seconds() -> float:
    """Of this process and of the server process that serves it, which runs on this machine."""
    server = connection.connection
    seconds = time.process_time()
    if server is not None:
        seconds += int(Path(f"/proc/{server.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9
    return seconds


def taken(spent: Spent, act: Callable[[], object]) -> None:
    before = processor_seconds()
    spent.wall.append(timed(act))
    spent.processor += processor_seconds() - before


def in_turn(
    first: Sequence[Callable[[], object]], second: Sequence[Callable[[], object]], number: int
) -> tuple[Spent, Spent]:
    """Act by act to both sides, now the one first and now the other, so that a busy neighbour disturbs them alike."""
    sides = Spent(), Spent()
    for place, acts in enumerate(zip(first, second, strict=True)):
        order = (0, 1) if (place + number) % 2 else (1, 0)
        for side in order:
            taken(sides[side], acts[side])
    return sides


def timed(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def machine(database: str) -> str:
    system = f"{os.cpu_count()} × {platform.machine()}, {platform.system()} {platform.release()}"
    versions = ", ".join(f"{name} {version(name)}" for name in ("Django", "tantivy", "duckdb", "granian"))
    return f"{system}, Python {platform.python_version()}, {database}, {versions}"


def load() -> str:
    """How busy the machine is, for whoever reads the milliseconds."""
    return "load of 1, 5, 15 minutes: " + " ".join(f"{each:.1f}" for each in os.getloadavg())
