"""The product's web server on a battery's own database: granian, as `make demo` starts it, on a free port."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url(name: str) -> str:
    found = connection.settings_dict
    secret = f"{quote(found['USER'])}:{quote(found['PASSWORD'])}"
    port = f":{found['PORT']}" if found["PORT"] else ""
    if found["HOST"].startswith("/"):
        return f"postgresql://{secret}@/{name}?host={quote(found['HOST'], safe='')}"
    return f"postgresql://{secret}@{found['HOST']}{port}/{name}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def web_server(
    application: str = "tte.wsgi:application", threads: int = 8, settings_module: str = "tte.settings.demo"
) -> Iterator[int]:
    """The port of a server with two workers; it ends with the block."""
    port = free_port()
    given = {
        "TTE_DATABASE_URL": database_url(connection.settings_dict["NAME"]),
        "TTE_REDIS_URL": settings.REDIS_URL,
        "TTE_SECRET_KEY": settings.SECRET_KEY,
        "TTE_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": settings_module,
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", application, "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", str(threads), "--no-ws"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_ready(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_ready(port: int, process: subprocess.Popen, patience: float = 60) -> None:
    limit = time.monotonic() + patience
    while time.monotonic() < limit and process.poll() is None:
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/api/v1/bidding/none/")
            link.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer on port {port} (ended with {process.poll()})")
