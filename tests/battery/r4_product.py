"""A whole product of the battery's own: servers, supervisor and every process, in a folder nobody else uses.

It is started by the launcher's own steps, and what is killed comes back by the product's own supervisor. Only when
everything was killed, supervisor too, is it started again as an operator would.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from xmlrpc.client import Fault, ServerProxy

import httpx
import psycopg2
import redis
from supervisor.xmlrpc import SupervisorTransport

from tests.harness import open_folder, remove
from tte.ops import launch
from tte.ops.embedded.places import find_places
from tte.ops.embedded.postgres import Postgres
from tte.ops.embedded.processes import command_line
from tte.ops.embedded.valkey import Valkey, free_port
from tte.ops.leftovers import end_left_behind, left_behind

SERVERS = ("valkey", "postgres")
FOREIGN = ("TTE_", "DJANGO_", "HOST", "PORT", "MAKE", "CELERY")
MARK = "r4.own"


class NotOurs(Exception):
    """The database or the folder is not one that this battery made."""


@contextlib.contextmanager
def nothing_given() -> Iterator[None]:
    """The addresses of the tests' own servers are hidden from the product, which makes its own."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(FOREIGN)}
    try:
        yield
    finally:
        os.environ.update(kept)


class Product:
    def __init__(self, settings: str = "tte.settings.demo") -> None:
        self.var = open_folder("r4-")
        (self.var / MARK).touch()
        self.port = free_port()
        self.settings = settings
        self.local = threading.local()
        self.run: launch.Run | None = None
        self.supervisor: subprocess.Popen | None = None

    # --- start and end -----------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """From nothing to an empty market with its people; the demonstration's own market is not seeded."""
        self.settle()
        self.start_supervisor()
        with nothing_given():
            launch.prepare(self.run)
            manage = [launch.PYTHON, str(launch.ROOT / "manage.py"), "shell", "-v", "0", "-c"]
            words = "from tests.battery.r4_people import make_people; make_people()"
            subprocess.run(
                [*manage, words], env=os.environ | self.run.environment, cwd=launch.ROOT, check=True, timeout=120
            )

    def settle(self) -> None:
        with nothing_given():
            os.environ["DJANGO_SETTINGS_MODULE"] = self.settings
            self.run = launch.plan(self.var, "127.0.0.1", self.port)
        self.refuse_foreign()

    def start_supervisor(self) -> None:
        with nothing_given():
            self.supervisor = launch.start_supervisor(self.run)

    def start(self) -> None:
        with nothing_given():
            launch.start_programs(self.run, self.supervisor, *launch.APPLICATION)
            launch.wait_for_pages(self.run, self.supervisor)

    def start_again(self) -> None:
        """What `make demo` does after everything was killed."""
        end_left_behind(self.var)
        if self.supervisor is not None:
            self.supervisor.wait()
        self.settle()
        self.start_supervisor()
        self.start()

    def stop(self) -> None:
        if self.supervisor is not None and self.supervisor.poll() is None:
            self.supervisor.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.supervisor.wait(60)
        remove(self.var)

    def refuse_foreign(self) -> None:
        places = find_places(self.var)
        ours = (self.var / MARK).exists() and self.run is not None and self.run.embedded
        if not (ours and self.run.environment["TTE_DATABASE_URL"] == Postgres(places).url):
            raise NotOurs(self.var)

    # --- looking -----------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def database(self) -> str:
        return self.run.environment["TTE_DATABASE_URL"]

    def connect(self) -> "psycopg2.extensions.connection":
        link = psycopg2.connect(self.database)
        link.autocommit = True
        return link

    def ask(self, sql: str, values: object = None) -> list[tuple]:
        """Rows of the database itself; a database that is away is waited for."""
        deadline = time.monotonic() + 120
        while True:
            try:
                if getattr(self.local, "link", None) is None or self.local.link.closed:
                    self.local.link = self.connect()
                with self.local.link.cursor() as cursor:
                    cursor.execute(sql, values)
                    return cursor.fetchall() if cursor.description else []
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                self.local.link = None
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def one(self, sql: str, values: object = None) -> object:
        rows = self.ask(sql, values)
        return rows[0][0] if rows else None

    def states(self) -> dict[str, tuple[str, int]]:
        """(state, pid) of every program, as the supervisor tells it."""
        address = f"unix://{self.run.sockets / 'supervisor.sock'}"
        proxy = ServerProxy("http://127.0.0.1", transport=SupervisorTransport(None, None, address))
        return {each["name"]: (each["statename"], each["pid"]) for each in proxy.supervisor.getAllProcessInfo()}

    def server(self, name: str) -> Postgres | Valkey:
        return (Postgres if name == "postgres" else Valkey)(find_places(self.var))

    def pids(self) -> dict[str, int | None]:
        """The living processes by name. A part that cannot be told is absent."""
        found: dict[str, int | None] = {name: self.server(name).pid for name in SERVERS}
        with contextlib.suppress(OSError, HTTPException, Fault):
            found |= {name: pid for name, (state, pid) in self.states().items() if state == "RUNNING"}
        return {name: pid for name, pid in found.items() if pid}

    def answers(self) -> bool:
        """A page that reads the database comes through the front."""
        try:
            return httpx.get(f"{self.url}/bidding/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def strays(self) -> list[str]:
        """Processes of this product that no longer hang on its supervisor: left over from a kill."""
        hanging, todo = set(), [self.supervisor.pid]
        while todo:
            pid = todo.pop()
            hanging.add(pid)
            todo += self.children(pid)
        found = {pid: command_line(pid) for pid in left_behind(self.var) if pid not in hanging}
        return [f"left over: {words[:90]}" for words in found.values() if words]

    # --- violence ----------------------------------------------------------------------------------------------------

    def children(self, pid: int) -> list[int]:
        said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
        return [int(line) for line in said.stdout.split()]

    def worker_of(self, web: int) -> int:
        """The youngest worker of the web server, which may have been started this moment and have none yet."""
        for _ in range(100):
            if workers := self.children(web):
                return workers[-1]
            time.sleep(0.1)
        raise LookupError(f"The web server {web} has no worker")

    def kill(self, name: str) -> dict[str, int]:
        """SIGKILL to the named part; what it was. Web, PostgreSQL and Valkey lose their first process: what
        becomes of their children is the product's affair."""
        self.refuse_foreign()
        before = self.pids()
        if name == "all":
            for pid in [self.supervisor.pid, *left_behind(self.var), *(before[each] for each in SERVERS)]:
                strike(pid)
        elif name == "web worker process":
            strike(self.worker_of(before["web"]))
        elif name in before:
            strike(before[name])
        return before

    def empty_valkey(self) -> None:
        self.refuse_foreign()
        with redis.from_url(self.run.environment["TTE_REDIS_URL"]) as broker:
            broker.flushall()


def strike(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
