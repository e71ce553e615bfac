"""One run per folder: the lock of the living one, and the processes that a killed one left behind.

Every process of a run carries `TTE_RUN=<var>` in its environment, and only such processes are touched.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 15
NOTICES = 3


class AlreadyRunning(Exception):
    """Another launcher serves this folder."""


class RunLock:
    """Held as long as the launcher lives: the kernel lets go of it even after kill -9."""

    def __init__(self, var: Path) -> None:
        self.path = var / "run.lock"
        self.file = self.path.open("a+", encoding="utf-8")

    def take(self, address: str) -> None:
        """A launcher that says it is stopping is waited for, and one whose terminal died has a moment to notice."""
        asked = time.monotonic()
        while not self._locked():
            holder = self._holder()
            if holder.get("state") != "stopping" and time.monotonic() - asked > NOTICES:
                raise AlreadyRunning(f"Already running at {holder.get('address')} (process {holder.get('pid')})")
            time.sleep(0.1)
        self._write(address, "running")

    def say_stopping(self) -> None:
        self._write(self._holder().get("address", ""), "stopping")

    def _locked(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _holder(self) -> dict:
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def _write(self, address: str, state: str) -> None:
        self.file.seek(0)
        self.file.truncate()
        self.file.write(json.dumps({"pid": os.getpid(), "address": address, "state": state}))
        self.file.flush()


def left_behind(var: Path) -> Iterator[int]:
    """Living processes of an earlier run of this very folder, told by their environment."""
    mark = f"TTE_RUN={var}"
    if Path("/proc/self/environ").exists():
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                    yield int(folder.name)
            except OSError:
                continue
        return
    asked = subprocess.run(["ps", "-axEww", "-o", "pid=,command="], capture_output=True, text=True, check=False)
    for line in asked.stdout.splitlines():
        if mark in line.split():
            yield int(line.split(None, 1)[0])


def end_left_behind(var: Path) -> int:
    """Stop them: first the supervisor, so that nothing is restarted; after 15 s without mercy."""
    found = [pid for pid in left_behind(var) if pid != os.getpid()]
    for pid in found:
        _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(_alive(pid) for pid in found):
        time.sleep(0.05)
    for pid in found:
        _signal(pid, signal.SIGKILL)
    return len(found)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        if sys.platform != "darwin":
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
