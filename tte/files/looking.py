"""Looking at stored files in a process apart, with limits of time and memory: what ends that one ends no worker."""

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from tte.files.enums import FileFault
from tte.files.models import StoredFile

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds by the clock; the process itself counts those of the processor


class LookerAway(Exception):
    """The process that looks at files does not start."""


class Looker:
    """One process for as long as it lasts; another one after a file has ended it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def ask(self, **asked: str | int | list[str]) -> list[FileFault]:
        """What is wrong with the file; that it is too hard where the process does not live to say."""
        with self._lock:
            process = self._running()
            try:
                _stream(process.stdin).write(json.dumps(asked) + "\n")
                _stream(process.stdin).flush()
                return [FileFault(fault) for fault in json.loads(_line(process))]
            except (OSError, ValueError):
                self.end()
                return [FileFault.TOO_HARD]

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                _close(stream)
        self._process = None

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.end()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tte.files.looker"],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "VIRTUAL_ENV")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if _line(self._process) != "ready\n":
            self.end()
            raise LookerAway
        return self._process


def _stream(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise LookerAway
    return pipe


def _close(pipe: IO[str] | None) -> None:
    with contextlib.suppress(OSError, LookerAway):  # what it was about to read, nobody reads any more
        _stream(pipe).close()


def _line(process: "subprocess.Popen[str]") -> str:
    """The next line; nothing where the process ended or is too slow."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(_stream(process.stdout), selectors.EVENT_READ)
        return _stream(process.stdout).readline() if waiting.select(PATIENCE) else ""


_OWN = threading.local()
_LEFT: ContextVar[list[float] | None] = ContextVar("seconds_left", default=None)


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within it, looking at files takes no longer in all; of those that are left then, none is looked at."""
    token = _LEFT.set([seconds])
    try:
        yield
    finally:
        _LEFT.reset(token)


def _ask(**asked: str | int | list[str]) -> list[FileFault]:
    """By the process of this thread: who has hard files keeps nobody else waiting."""
    left, began = _LEFT.get(), time.monotonic()
    if left is None:
        return _looker().ask(**asked)
    if left[0] <= 0:
        return [FileFault.TOO_HARD]
    try:
        return _looker().ask(**asked)
    finally:
        left[0] -= time.monotonic() - began


def _looker() -> Looker:
    if not hasattr(_OWN, "looker"):
        _OWN.looker = Looker()
        atexit.register(_OWN.looker.end)
    return _OWN.looker


def faults_of_file(file: StoredFile) -> list[FileFault]:
    return _ask(path=file.content.path, name=file.name, content_type=file.content_type)


def faults_of_picture(file: StoredFile, least_side: int) -> list[FileFault]:
    return _ask(path=file.content.path, least_side=least_side)


def faults_of_metadata(file: StoredFile, known: list[str]) -> list[FileFault]:
    return _ask(path=file.content.path, content_type=file.content_type, known=known)
