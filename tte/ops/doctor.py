"""What the doctor looks at. Each look gives findings: well, worth a thought, or wrong, and then how to mend it."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import redis
from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tte.codelists.models import CalendarDay, Code
from tte.common.clock import now, today
from tte.notices.selectors import unsent_today
from tte.ops.standing import QUEUES, beat_age, measures

OK, WARN, FAIL = "ok", "warn", "fail"
SKEW = 2.0
LAG = 10_000
LATE = 60
BEAT_LATE = 90
SPACE_FAIL, SPACE_WARN = 200 * 2**20, 2 * 2**30
CALENDAR_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Finding:
    level: str
    subject: str
    says: str
    mend: str = ""


Look = Callable[[], Iterator[Finding]]


def judged(well: bool, subject: str, says: str, mend: str, otherwise: str = FAIL) -> Finding:
    return Finding(OK, subject, says) if well else Finding(otherwise, subject, says, mend)


def examine() -> Iterator[Finding]:
    """Every look in turn. One that breaks is a finding of its own; without a database the rest is not looked at."""
    for look in LOOKS:
        try:
            yield from look()
        except Exception as fault:  # noqa: BLE001 the doctor tells of every fault and goes on
            yield Finding(
                FAIL, look.__name__, f"{type(fault).__name__}: {str(fault).strip()}", "See docs/operations.md"
            )
            if look is database:
                return


def configuration() -> Iterator[Finding]:
    here = WARN if settings.TTE_DEMO else FAIL
    mails = "smtp" in settings.EMAIL_BACKEND
    way = f"by {settings.EMAIL_HOST}" if mails else "kept under /mailbox/, never sent"
    https = settings.TTE_BASE_URL.startswith("https://")
    key = len(settings.SECRET_KEY)
    yield judged(not settings.DEBUG, "DEBUG", str(settings.DEBUG), "Never set DEBUG")
    yield judged(key >= 50, "secret key", f"{key} characters", "Draw one of 50 or more")
    yield judged(settings.TTE_RULE_SET != "DEMO", "rule set", settings.TTE_RULE_SET, "DEMO counts in seconds", here)
    yield judged(https, "address", settings.TTE_BASE_URL, "Use https", here)
    yield judged(mails, "mail", way, "Set TTE_MAIL_HOST", here)


def database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),"
            " current_setting('TimeZone'), current_setting('max_connections')::int,"
            " (SELECT count(*) FROM pg_stat_activity)"
        )
        version, encoding, zone, allowed, used = cursor.fetchone()
    yield judged(version >= 160000, "PostgreSQL", f"version {version // 10000}", "Version 16 or newer is needed")
    yield judged(encoding == "UTF8", "encoding", encoding, "Make the database anew with UTF8")
    yield judged(zone in ("UTC", "Etc/UTC"), "database zone", zone, "Set timezone=UTC", WARN)
    yield judged(used < allowed * 0.8, "connections", f"{used} of {allowed}", "Raise max_connections", WARN)
    skew = abs((now() - datetime.now(UTC)).total_seconds())
    yield judged(skew < SKEW, "clock", f"{skew:.2f} s from the database's", "Run a time service on both machines", WARN)


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield judged(not waiting, "migrations", f"{len(waiting)} not applied", "Run manage.py migrate")


def facts() -> Iterator[Finding]:
    yield judged(Code.objects.exists(), "code lists", f"{Code.objects.count()} codes", "Run manage.py load_codelists")
    last = CalendarDay.objects.filter(official=True).order_by("-day").values_list("day", flat=True).first()
    ahead = last is not None and last >= today() + CALENDAR_AHEAD
    yield judged(ahead, "calendar", f"working days known until {last}", "Load the next year's official notice", WARN)


def valkey() -> Iterator[Finding]:
    with redis.from_url(settings.REDIS_URL, socket_timeout=3) as server:
        version = server.info("server").get("valkey_version") or server.info("server")["redis_version"]
        held = server.config_get("appendonly")["appendonly"]
        policy = server.config_get("maxmemory-policy")["maxmemory-policy"]
    yield Finding(OK, "Valkey", f"version {version}")
    yield judged(held == "yes", "Valkey keeps", f"appendonly {held}", "Set appendonly yes", WARN)
    yield judged(policy == "noeviction", "Valkey forgets", policy, "Set maxmemory-policy noeviction")


def workers() -> Iterator[Finding]:
    taken = current_app.control.inspect(timeout=2).active_queues() or {}
    served = {queue["name"] for queues in taken.values() for queue in queues}
    for queue in QUEUES:
        yield judged(
            queue in served, f"worker of {queue}", ", ".join(sorted(taken)) or "none", "Start it: see Procfile"
        )
    age = beat_age()
    yield judged(age < BEAT_LATE, "beat", f"{age:.0f} s ago", "Start beat; without it nothing falls due")


def projections() -> Iterator[Finding]:
    found = {measure.name: measure.values for measure in measures()}
    age = found["tte_outbox_age_seconds"][""]
    yield judged(age < LATE, "relay", f"oldest change {age:.0f} s old", "Start the relay: manage.py relay")
    for name, lag in found["tte_projection_lag"].items():
        yield judged(lag < LAG, f"projection {name}", f"{lag:.0f} changes behind", "Start manage.py follow_feed", WARN)
    for kind, owed in found["tte_owed"].items():
        yield judged(owed < 100, f"owed {kind}", f"{owed:.0f}", "See the worker's log", WARN)


def mail() -> Iterator[Finding]:
    for state, count in unsent_today().items():
        yield judged(not count, f"mail {state}", f"{count} within a day", f"Look under /mails/?state={state}", WARN)


def files() -> Iterator[Finding]:
    for name, folder in (("var", settings.VAR), ("media", Path(settings.MEDIA_ROOT))):
        folder.mkdir(parents=True, exist_ok=True)
        yield judged(
            os.access(folder, os.W_OK), f"folder {name}", str(folder), "Let the user of the processes write there"
        )
    free = shutil.disk_usage(settings.VAR).free
    level = FAIL if free < SPACE_FAIL else WARN
    yield judged(free >= SPACE_WARN, "free space", f"{free / 2**30:.1f} GiB", "Make room", level)
    stale = [po for folder in settings.LOCALE_PATHS for po in Path(folder).rglob("*.po") if stale_catalogue(po)]
    yield judged(not stale, "catalogues", f"{len(stale)} not compiled", "Run manage.py compile_catalogues")


def stale_catalogue(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


LOOKS: tuple[Look, ...] = (configuration, files, database, migrations, facts, valkey, workers, projections, mail)


def summary(findings: list[Finding], began: float) -> str:
    counted = {level: sum(finding.level == level for finding in findings) for level in (OK, WARN, FAIL)}
    return ", ".join(f"{number} {level}" for level, number in counted.items()) + f" ({time.monotonic() - began:.1f} s)"
