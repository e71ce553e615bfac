"""What a benchmark says: figures as ratios to a limit that was measured in the same run."""

import os
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from time import perf_counter


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
