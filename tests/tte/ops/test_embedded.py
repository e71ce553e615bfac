"""The embedded servers: made, found again, mended after kill -9, closed to everybody else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import psycopg2
import pytest
import redis
from psycopg2.extras import wait_select

from tests.harness import open_folder, remove
from tte.ops.embedded import services
from tte.ops.embedded.errors import EmbeddedError
from tte.ops.embedded.places import find_places
from tte.ops.embedded.postgres import Postgres
from tte.ops.embedded.processes import end, is_ours
from tte.ops.embedded.valkey import Valkey


@pytest.fixture
def var() -> Iterator[Path]:
    folder = open_folder()
    yield folder
    remove(folder)


def start(var: Path) -> services.Urls:
    return services.start(var, durable=False, given={})


def ask(url: str, sql: str) -> list[tuple]:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def test_start_gives_a_modern_server_with_a_stable_order_and_is_found_again(var):
    urls = start(var)
    made = Postgres(find_places(var)).pid, Valkey(find_places(var)).pid

    assert start(var) == urls
    assert (Postgres(find_places(var)).pid, Valkey(find_places(var)).pid) == made
    locale = "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = current_database()"
    assert ask(urls.database, locale) == [("b", "C.UTF-8")]
    for extension in ("pg_trgm", "btree_gist", "unaccent"):
        assert ask(urls.database, f"CREATE EXTENSION {extension}") == []
    assert redis.Redis.from_url(urls.redis).ping() is True


def test_stop_ends_both_and_start_keeps_the_data(var):
    urls = start(var)
    ask(urls.database, "CREATE TABLE kept AS SELECT 7 AS n")
    redis.Redis.from_url(urls.redis).set("kept", "7")

    services.stop(var)

    assert (Postgres(find_places(var)).pid, Valkey(find_places(var)).pid) == (None, None)
    again = start(var)
    assert ask(again.database, "SELECT n FROM kept") == [(7,)]
    assert redis.Redis.from_url(again.redis).get("kept") == b"7"


def test_killed_servers_are_mended_and_committed_rows_are_there(var):
    urls = start(var)
    ask(urls.database, "CREATE TABLE kept AS SELECT 7 AS n")
    for pid in (Postgres(find_places(var)).pid, Valkey(find_places(var)).pid):
        os.kill(pid, signal.SIGKILL)

    assert ask(start(var).database, "SELECT n FROM kept") == [(7,)]


def test_killed_server_is_mended_although_a_statement_of_it_still_computes(var):
    """Such a backend holds the memory of the dead server: a new one writes its lock file, sees that, and ends."""
    urls = start(var)
    busy = psycopg2.connect(urls.database, async_=True)
    wait_select(busy)
    busy.cursor().execute("SELECT count(*) FROM generate_series(1, 30000000)")
    while ask(urls.database, "SELECT count(*) FROM pg_stat_activity WHERE query ~ 'series'  AND state = 'active'") < [
        (2,)
    ]:
        time.sleep(0.05)
    os.kill(Postgres(find_places(var)).pid, signal.SIGKILL)

    assert ask(start(var).database, "SELECT 1") == [(1,)]


def test_keeper_starts_again_what_was_killed_whatever_the_environment_names(var):
    urls = start(var)
    ask(urls.database, "CREATE TABLE kept AS SELECT 7 AS n")
    environment = os.environ | urls.environment
    keeper = subprocess.Popen([sys.executable, "-m", "tte.ops.keep", str(var)], env=environment)
    killed = [Postgres(find_places(var)).pid, Valkey(find_places(var)).pid]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)

    deadline = time.monotonic() + 60
    while None in (now := [Postgres(find_places(var)).pid, Valkey(find_places(var)).pid]) or set(now) & set(killed):
        assert time.monotonic() < deadline
        time.sleep(0.1)

    keeper.terminate()
    assert keeper.wait(60) == 0
    assert (Postgres(find_places(var)).pid, Valkey(find_places(var)).pid) == (None, None)
    assert ask(start(var).database, "SELECT n FROM kept") == [(7,)]


def test_lock_file_that_names_a_stranger_does_not_stop_the_start(var):
    start(var)
    services.stop(var)
    postgres = Postgres(find_places(var))
    postgres.pidfile.write_text(f"{os.getpid()}\n{postgres.data}\n")

    assert postgres.pid is None
    assert ask(start(var).database, "SELECT 1") == [(1,)]


def test_half_made_cluster_is_made_anew(var):
    half = find_places(var).home / "postgres"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    assert ask(start(var).database, "SELECT 1") == [(1,)]


def test_only_the_password_opens_and_nothing_listens_to_the_network(var):
    urls = start(var)
    wrong = urls.database.replace(urlparse(urls.database).password, "wrong")

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(wrong)
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=urlparse(urls.redis).port).ping()
    assert ask(urls.database, "SHOW listen_addresses") == [("",)]
    assert ask(urls.database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]


def test_secrets_and_servers_are_private(var):
    start(var)
    places = find_places(var)

    assert places.secrets.stat().st_mode & 0o077 == 0
    assert [path.stat().st_mode & 0o777 for path in sorted(places.secrets.iterdir())] == [0o600] * 3
    assert places.home.stat().st_mode & 0o077 == 0
    owner = Path(f"/proc/{Postgres(places).pid}").stat().st_uid
    assert owner != 0
    assert owner == places.user.uid == places.home.stat().st_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another user")
def test_folder_that_the_servers_cannot_enter_gets_a_home_elsewhere(var):
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    urls = start(closed / "var")
    places = find_places(closed / "var")

    assert not places.home.is_relative_to(closed)
    assert places.home == find_places(closed / "var").home
    assert ask(urls.database, "SELECT 1") == [(1,)]
    assert closed.stat().st_mode & 0o777 == 0o700
    remove(closed / "var")
    remove(places.home)


def test_long_path_gets_a_short_socket(var):
    deep = var / ("long" * 20)
    deep.mkdir()
    urls = start(deep)
    run = find_places(deep).run

    assert len(f"{run}/.s.PGSQL.5432") < 90
    assert ask(urls.database, "SELECT 1") == [(1,)]
    remove(deep)
    remove(run)


def test_home_open_to_others_is_refused_with_a_sentence(var):
    find_places(var)
    (var / "services").chmod(0o755)
    (var / "services" / "postgres").mkdir()

    with pytest.raises(EmbeddedError, match="is open to other users of this machine"):
        find_places(var)
    (var / "services").chmod(0o700)


def test_given_addresses_come_first(var):
    given = {"TTE_DATABASE_URL": "postgresql://given", "TTE_REDIS_URL": "redis://given"}

    assert services.start(var, given=given).environment == given
    assert not (var / "places.json").exists()


def test_end_leaves_a_stranger_alone():
    assert is_ours(os.getpid(), "/not/our/mark") is False
    end(os.getpid(), "/not/our/mark")
