"""`python -m bench p8 --size smoke|medium|full`: one benchmark on servers of its own, its figures, one closing line.

A benchmark is a module of this folder with `run(size) -> list[Figure]`. Nothing that a person runs is touched.
Run one at a time: each starts on servers of its own, and two at once disturb each other.
"""

import argparse
import atexit
import importlib
import logging
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import django

SIZES = ("smoke", "medium", "full")
BENCHMARKS = ("p1", "p2", "p5", "p8", "real", "near", "checks")


def start_services() -> None:
    """Durable servers in a folder of their own, ended with this process; the product is set as `make demo` has it."""
    var = Path(tempfile.mkdtemp(prefix=f"tte-bench-{os.getpid()}-", dir="/tmp"))
    var.chmod(0o711)
    services = importlib.import_module("tte.ops.embedded.services")
    os.environ.update(services.start(var, given={}).environment)
    os.environ |= {"TTE_VAR": str(var), "TTE_SECRET_KEY": "only-for-benchmarks-" + "x" * 40}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tte.settings.demo"

    @atexit.register
    def end_services() -> None:
        services.stop(var)
        shutil.rmtree(var, ignore_errors=True)

    catalogues = importlib.import_module("tte.common.catalogues")
    catalogues.compile_catalogues(importlib.import_module("tte.settings.base").LOCALE_PATHS)
    django.setup()
    logging.disable(logging.INFO)
    command = importlib.import_module("django.core.management").call_command
    command("migrate", verbosity=0)
    command("collectstatic", verbosity=0, interactive=False)
    let_triggers_rest(var)


def let_triggers_rest(var: Path) -> None:
    """Rows by the million are loaded without triggers; the role of the product may not do that otherwise."""
    postgres = importlib.import_module("tte.ops.embedded.postgres")
    places = importlib.import_module("tte.ops.embedded.places")
    server = postgres.Postgres(places.find_places(var))
    server.bin = postgres.postgres_bin(server.places)
    granted = server.psql(f"GRANT SET ON PARAMETER session_replication_role TO {postgres.ROLE};")
    if granted.returncode:
        raise RuntimeError(granted.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    parser.add_argument("--size", choices=SIZES, default="medium")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers end with it
    signal.signal(signal.SIGINT, lambda *_: sys.exit(1))
    start_services()
    figures = importlib.import_module("bench.figures")
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        figures.say(figures.machine(f"PostgreSQL {cursor.fetchone()[0]}, fsync on"))
    figures.say(figures.load())
    found = importlib.import_module(f"bench.{given.name}").run(given.size)
    figures.say(figures.load())
    for figure in found:
        figures.say(figure.line())
    return 0 if all(figure.passed for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
