"""docs/battery.md: what each battery last showed, one row for each test and size. A run replaces its own row."""

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.battery.outcome import Outcome

PAGE = Path(__file__).resolve().parents[2] / "docs" / "battery.md"
COLUMNS = ("test", "size", "date", "commit", "command", "seeds", "cases", "violations", "control", "time", "result")
HEAD = """# What the batteries last showed

Written by `make battery`, never by hand: a run at full size, or with `WRITE=1`, replaces its own row. Every battery
kills or races a product of its own, judges it by an oracle that does not use the code under test, and in the same run
notices seeded faults (the control). What each test does is told at the head of its file in `tests/battery/`.
A killed process on a virtual disk proves nothing about loss of power: “nothing lost” means kill -9, not the plug.
"""


@dataclass
class Row:
    name: str
    size: str
    outcomes: list[Outcome]
    took: float
    load: float

    def cells(self) -> tuple[str, ...]:
        faults = [fault for outcome in self.outcomes for fault in outcome.violations]
        red = all(outcome.control_red for outcome in self.outcomes)
        return (
            self.name.upper(),
            self.size,
            f"{datetime.now(UTC):%Y-%m-%d}",
            commit(),
            f"`make battery T={self.name} SIZE={self.size}`",
            ", ".join(str(outcome.seed) for outcome in self.outcomes),
            f"{sum(outcome.cases for outcome in self.outcomes):,}",
            str(len(faults)),
            "red" if red else "green",
            f"{self.took:.0f} s, {os.cpu_count()} cores, load {self.load:.0f}",
            "pass" if all(outcome.passed for outcome in self.outcomes) else f"short: {'; '.join(faults[:3])}",
        )


def commit() -> str:
    said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"


def write(row: Row) -> None:
    rows = {(cells[0], cells[1]): cells for cells in read()}
    cells = tuple(cell.replace("|", "/").replace("\n", " ") for cell in row.cells())
    rows[cells[0], cells[1]] = cells
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(rows[key] for key in sorted(rows, key=in_order))]
    PAGE.write_text(HEAD + "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n", encoding="utf-8")


def read() -> list[tuple[str, ...]]:
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in text.splitlines()]
    return [cells for cells in found if len(cells) == len(COLUMNS) and cells[0][1:].isdigit()]


def in_order(key: tuple[str, str]) -> tuple[int, str]:
    return int(key[0][1:]), key[1]
