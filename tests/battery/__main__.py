"""`python -m tests.battery r5 --size quick|medium|full [--seed N]`: one battery, its figures, and one closing line."""

import argparse
import importlib
import os
import secrets
import sys
import time
from pathlib import Path

import django

from tests.battery import page
from tests.memory import leave_the_lasting_uncollected

SEEDS = {"quick": (20261122,), "medium": (20261122,), "full": (20261122, 7, 4711)}


def batteries() -> list[str]:
    stems = (path.stem for path in Path(__file__).parent.glob("r[0-9]*.py"))
    return sorted((stem for stem in stems if stem[1:].isdigit()), key=lambda stem: int(stem[1:]))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.battery", description=__doc__)
    parser.add_argument("name", choices=[*batteries(), "all"], nargs="?", default="all", help="which battery")
    parser.add_argument("--size", choices=sorted(SEEDS), default="quick")
    parser.add_argument("--seed", type=int, help="one seed instead of the fixed ones and a fresh one")
    parser.add_argument("--write", action="store_true", help="put a smaller run into docs/battery.md, too")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tte.settings.test")
    django.setup()
    leave_the_lasting_uncollected()
    fresh = secrets.randbelow(10**6)
    seeds = [given.seed] if given.seed is not None else [*SEEDS[given.size], *([fresh] if given.size == "full" else [])]
    rows = [carry_out(name, given.size, seeds) for name in (batteries() if given.name == "all" else [given.name])]
    for row in rows:
        if given.write or given.size == "full":
            page.write(row)
    return 0 if all(outcome.passed for row in rows for outcome in row.outcomes) else 1


def carry_out(name: str, size: str, seeds: list[int]) -> page.Row:
    battery = importlib.import_module(f"tests.battery.{name}")
    if size == "medium" and size not in getattr(battery, "SIZES", ()):
        sys.exit(f"{name} has no medium size")
    began, outcomes = time.monotonic(), []
    for seed in seeds:
        outcome = battery.run(size, seed)
        for key, value in outcome.figures.items():
            sys.stdout.write(f"{key}: {value}\n")
        for fault in outcome.violations:
            sys.stdout.write(f"violation: {fault}\n")
        sys.stdout.write(outcome.line() + "\n")
        sys.stdout.flush()
        outcomes.append(outcome)
    return page.Row(name, size, outcomes, time.monotonic() - began, os.getloadavg()[2])


if __name__ == "__main__":
    sys.exit(main())
