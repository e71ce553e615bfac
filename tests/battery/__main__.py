"""`python -m tests.battery r5 --size quick|full [--seed N]`: one battery, its figures, and one closing line."""

import argparse
import importlib
import os
import secrets
import sys
from pathlib import Path

import django

SEEDS = {"quick": (20261122,), "full": (20261122, 7, 4711)}


def batteries() -> list[str]:
    stems = (path.stem for path in Path(__file__).parent.glob("r[0-9]*.py"))
    return sorted(stem for stem in stems if stem[1:].isdigit())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.battery", description=__doc__)
    parser.add_argument("name", choices=batteries(), nargs="?", help="which battery; all when none is named")
    parser.add_argument("--size", choices=sorted(SEEDS), default="quick")
    parser.add_argument("--seed", type=int, help="one seed instead of the fixed ones and a fresh one")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tte.settings.test")
    django.setup()
    fresh = secrets.randbelow(10**6)
    seeds = [given.seed] if given.seed is not None else [*SEEDS[given.size], *([fresh] if given.size == "full" else [])]
    passed = True
    for name in [given.name] if given.name else batteries():
        run = importlib.import_module(f"tests.battery.{name}").run
        for seed in seeds:
            outcome = run(given.size, seed)
            for key, value in outcome.figures.items():
                sys.stdout.write(f"{key}: {value}\n")
            sys.stdout.write(outcome.line() + "\n")
            sys.stdout.flush()
            passed = passed and outcome.passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
