"""`python -m bench p8 --size smoke|medium|full`: one benchmark on servers of its own, its figures, one closing line.

A benchmark is a module of this folder with `run(size) -> list[Figure]`. Nothing that a person runs is touched.
"""

import argparse
import atexit
import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django

SIZES = ("smoke", "medium", "full")
FRAME = {"__init__", "__main__", "figures", "market"}


def benchmarks() -> list[str]:
    return sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - FRAME)


def start_services() -> None:
    """Durable servers in a folder of their own, emptied and ended with this process."""
    var = Path(tempfile.mkdtemp(prefix=f"tte-bench-{os.getpid()}-", dir="/tmp"))
    var.chmod(0o711)
    services = importlib.import_module("tte.ops.embedded.services")
    os.environ.update(services.start(var, given={}).environment)
    os.environ |= {"TTE_VAR": str(var), "TTE_TEST_VAR": str(var), "TTE_SECRET_KEY": "only-for-benchmarks-" + "x" * 40}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tte.settings.test"

    @atexit.register
    def end_services() -> None:
        services.stop(var)
        shutil.rmtree(var, ignore_errors=True)

    django.setup()
    importlib.import_module("django.core.management").call_command("migrate", verbosity=0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=benchmarks(), nargs="?", help="which benchmark; all when none is named")
    parser.add_argument("--size", choices=SIZES, default="medium")
    given = parser.parse_args()
    start_services()
    figures = importlib.import_module("bench.figures")
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        figures.say(figures.machine(f"PostgreSQL {cursor.fetchone()[0]}, fsync on"))
    passed = True
    for name in [given.name] if given.name else benchmarks():
        for figure in importlib.import_module(f"bench.{name}").run(given.size):
            figures.say(figure.line())
            passed = passed and figure.passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
