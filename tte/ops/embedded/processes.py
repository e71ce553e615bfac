"""Processes by pid: is it alive, is it the one we mean, end it. Linux reads /proc; elsewhere `ps` answers."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path


def command_line(pid: int) -> str:
    """The command line of a live process, or an empty string when there is none (a zombie has none)."""
    proc = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        try:
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    found = subprocess.run(["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def is_ours(pid: int | None, mark: str) -> bool:
    """True when the process lives and its command line holds `mark`: a pid alone may have been given to a stranger."""
    return bool(pid) and mark in command_line(int(pid or 0))


def read_pid(path: Path) -> int | None:
    try:
        return int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def has_ended(pid: int, mark: str) -> bool:
    """Also buries it when it was our own child."""
    with contextlib.suppress(ChildProcessError, OSError):
        os.waitpid(pid, os.WNOHANG)
    return not is_ours(pid, mark)


def end(
    pid: int, mark: str, *, with_signal: int = signal.SIGTERM, patience: float = 20, last: int = signal.SIGKILL
) -> None:
    """Ask the process to end, wait, and in the end insist. A process that is not ours is left alone."""
    for number, seconds in ((with_signal, patience), (last, 10.0)):
        if has_ended(pid, mark):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if has_ended(pid, mark):
                return
            time.sleep(0.02)
