"""Folders and servers that tests make for themselves, and what a test may not do."""

import contextlib
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tte.ops.embedded import services
from tte.ops.embedded.processes import command_line

PREFIX = "tte-test-"


def open_folder(name: str = "") -> Path:
    """A temporary folder with a short name (sockets) that the servers' unprivileged user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-{name}", dir="/tmp")).resolve()
    folder.chmod(0o711)
    return folder


def remove(var: Path) -> None:
    services.stop(var)
    shutil.rmtree(var, ignore_errors=True)


def remove_left_behind() -> None:
    """A session that was killed left servers running: end those of ours whose session is no more."""
    for folder in Path("/tmp").glob(f"{PREFIX}*-*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        if folder.stat().st_uid == os.geteuid() and pid.isdigit() and not command_line(int(pid)):
            remove(folder)


@contextlib.contextmanager
def refuse_network() -> Iterator[None]:
    """Sockets of Python reach this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            host = str(address[0]) if isinstance(address, tuple) else ""
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                raise AssertionError(f"A test reached for the network: {address}")
        return connect(self, address)

    socket.socket.connect = guarded
    try:
        yield
    finally:
        socket.socket.connect = connect
