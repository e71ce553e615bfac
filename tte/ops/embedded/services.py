"""Both servers of one `var`: start, stop, look. One process at a time, under a lock that dies with it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tte.ops.embedded.places import find_places
from tte.ops.embedded.postgres import Postgres
from tte.ops.embedded.valkey import Valkey


@dataclass(frozen=True)
class Urls:
    database: str
    redis: str

    @property
    def environment(self) -> dict[str, str]:
        return {"TTE_DATABASE_URL": self.database, "TTE_REDIS_URL": self.redis}


@contextmanager
def alone(var: Path) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "embedded.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def start(
    var: Path, *, durable: bool = True, given: dict[str, str] | None = None, say: Callable[[str], None] = lambda _: None
) -> Urls:
    """The URLs to use: those of the environment (`given` stands in for it), else of embedded servers, running."""
    environment = os.environ if given is None else given
    database, redis = environment.get("TTE_DATABASE_URL"), environment.get("TTE_REDIS_URL")
    with alone(var):
        if not database:
            postgres = Postgres(find_places(var), durable=durable, say=say)
            postgres.start()
            database = postgres.url
        if not redis:
            valkey = Valkey(find_places(var))
            valkey.start()
            redis = valkey.url
    return Urls(database=database, redis=redis)


def stop(var: Path) -> None:
    """Stop what runs for this `var`; nothing there, nothing done."""
    if not (var / "places.json").exists():
        return
    with alone(var):
        places = find_places(var)
        Valkey(places).stop()
        Postgres(places).stop()
