"""One private PostgreSQL cluster: made once, started, mended after a crash, stopped. A Unix socket and passwords."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from tte.ops.embedded.binaries import major_version, postgres_bin
from tte.ops.embedded.errors import EmbeddedError
from tte.ops.embedded.places import Places, private_folder, secret, write_whole
from tte.ops.embedded.processes import end, has_ended, is_ours, read_pid

ROLE = DATABASE = "tte"
BUILTIN_LOCALES_SINCE = 17
Say = Callable[[str], None]

CONF = """# Written by tte at every start; put your own settings into postgresql.conf below its include line.
listen_addresses = ''
unix_socket_directories = '{run}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 160
shared_buffers = '{buffers}'
effective_cache_size = '1GB'
work_mem = '8MB'
maintenance_work_mem = '64MB'
max_wal_size = '1GB'
random_page_cost = 1.1
jit = off
fsync = {fsync}
synchronous_commit = on
full_page_writes = {fsync}
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %a '
log_checkpoints = off
idle_in_transaction_session_timeout = '10min'
"""


def _has_exited(child: subprocess.Popen) -> bool:
    return child.poll() is not None


class Postgres:
    """`durable=False` is for tests alone: nothing is flushed to the disk."""

    def __init__(self, places: Places, *, durable: bool = True, say: Say = lambda _: None) -> None:
        self.places = places
        self.durable = durable
        self.say = say
        self.data = places.home / "postgres"
        self.pidfile = self.data / "postmaster.pid"
        self.mark = str(self.data)

    @property
    def url(self) -> str:
        password = secret(self.places, "database")
        return f"postgresql://{ROLE}:{password}@/{DATABASE}?host={quote(str(self.places.run), safe='')}"

    @property
    def pid(self) -> int | None:
        """The live postmaster of this cluster, never a stranger that was given its number."""
        pid = read_pid(self.pidfile)
        return pid if is_ours(pid, self.mark) else None

    def start(self) -> None:
        """Returns when the server answers, however long its recovery takes."""
        self.bin = postgres_bin(self.places)
        if not (self.data / "tte.conf").exists():
            self._make_cluster()
        if (pid := self.pid) is None:
            self._check_version()
            self._launch()
        elif not self._answers(unless=lambda: has_ended(pid, self.mark)):
            raise EmbeddedError(f"PostgreSQL ended while it was starting; see {self.places.logs / 'postgres.log'}")
        if not (self.data / "tte.ready").exists():
            self._make_role()

    def stop(self) -> None:
        if pid := self.pid:
            end(pid, self.mark, with_signal=signal.SIGINT, patience=60, last=signal.SIGQUIT)

    def _make_cluster(self) -> None:
        """A folder without `tte.conf` is what a crash left of an earlier attempt: made anew."""
        self.say("Making the database cluster")
        shutil.rmtree(self.data, ignore_errors=True)
        word = self.places.home / ".superuser"
        write_whole(word, secret(self.places, "superuser"), mode=0o600, owner=self.places.user)
        builtin = major_version(self.bin / "postgres") >= BUILTIN_LOCALES_SINCE
        names = ["--locale=C", "--builtin-locale=C.UTF-8"] if sys.platform == "darwin" else ["--locale=C.UTF-8"]
        locale = ["--locale-provider=builtin", *names] if builtin else ["--locale=C.UTF-8"]
        command = [self.bin / "initdb", "-D", self.data, "-U", "postgres", "--auth=scram-sha-256", "--pwfile", word]
        command += ["--encoding=UTF8", *locale, *([] if self.durable else ["--no-sync"])]
        made = self._run(command)
        word.unlink()
        if made.returncode:
            raise EmbeddedError(f"initdb failed:\n{made.stdout}{made.stderr}")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude = 'tte.conf'\n")
        self._write_conf()

    def _write_conf(self) -> None:
        fsync, buffers = ("on", "192MB") if self.durable else ("off", "64MB")
        text = CONF.format(run=self.places.run, fsync=fsync, buffers=buffers)
        write_whole(self.data / "tte.conf", text, mode=0o600, owner=self.places.user)

    def _check_version(self) -> None:
        made_by, ours = int((self.data / "PG_VERSION").read_text()), major_version(self.bin / "postgres")
        if made_by != ours:
            raise EmbeddedError(
                f"{self.data} was made by PostgreSQL {made_by} and this is {ours}. Dump it with the old version, "
                "or start from nothing: make demo-reset"
            )

    def _launch(self) -> None:
        """A lock file whose pid is dead or a stranger's is removed; backends of a killed server are waited for.

        A server that finds such a backend ends after it wrote its lock file: only one that answers has started.
        """
        self._write_conf()
        private_folder(self.places.run, self.places.user)
        log = self.places.logs / "postgres.log"
        for _attempt in range(100):
            for stale in (self.pidfile, *self.places.run.glob(".s.PGSQL.*")):
                stale.unlink(missing_ok=True)
            with log.open("ab") as out:
                seen = out.tell()
                child = subprocess.Popen(
                    [self.bin / "postgres", "-D", self.data],
                    cwd=self.places.home, env=self._env(), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                    start_new_session=True, **self.places.user.spawn,
                )  # fmt: skip
            if self._answers(unless=partial(_has_exited, child)):
                child.returncode = 0  # it outlives this object and this process
                return
            said = log.read_bytes()[seen:].decode(errors="replace")
            if "shared memory block" not in said and "is still in use" not in said:
                raise EmbeddedError(f"PostgreSQL did not start:\n{said}")
            time.sleep(0.2)
        raise EmbeddedError("PostgreSQL did not start: processes of an earlier server do not end")

    def _answers(self, *, unless: Callable[[], bool]) -> bool:
        """Waits until the server answers: however long its recovery takes, unless it ends."""
        told = time.monotonic() + 5
        while self._run([self.bin / "pg_isready", "-q", "-h", self.places.run]).returncode != 0:
            if unless():
                return False
            if time.monotonic() > told:
                self.say("PostgreSQL is recovering from a crash; waiting")
                told += 10
            time.sleep(0.03)
        return True

    def _make_role(self) -> None:
        password = secret(self.places, "database")
        sql = (
            f"SELECT 'CREATE ROLE {ROLE} LOGIN CREATEDB' WHERE NOT EXISTS"
            f" (SELECT FROM pg_roles WHERE rolname = '{ROLE}')\\gexec\n"
            f"ALTER ROLE {ROLE} PASSWORD '{password}';\n"
            f"SELECT 'CREATE DATABASE {DATABASE} OWNER {ROLE}' WHERE NOT EXISTS"
            f" (SELECT FROM pg_database WHERE datname = '{DATABASE}')\\gexec\n"
        )
        made = self.psql(sql)
        if made.returncode:
            raise EmbeddedError(f"The role of the application could not be made:\n{made.stderr}")
        (self.data / "tte.ready").touch()

    def psql(self, sql: str, database: str = "postgres") -> subprocess.CompletedProcess:
        """Run a script as the cluster's superuser. The password goes by the environment, never by the command line."""
        word = {"PGPASSWORD": secret(self.places, "superuser")}
        command = [self.bin / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.places.run, "-U", "postgres"]
        return self._run([*command, "-d", database], input=sql, env=self._env() | word)

    def _run(self, command: list, **more: object) -> subprocess.CompletedProcess:
        given = {"env": self._env(), "cwd": self.places.home} | more | self.places.user.spawn
        return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **given)

    def _env(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.places.home)}
