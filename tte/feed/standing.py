"""Processes that stand: they stop on INT and TERM, and outlive whatever they depend on."""

import logging
import signal
import threading
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError, connection

log = logging.getLogger(__name__)

DATABASE_REST = 0.5


def connection_was_lost(fault: Exception) -> bool:
    """Whether the server went away. A connection that breaks in mid-query is told as a plain `DatabaseError`."""
    if isinstance(fault, OperationalError | InterfaceError):
        return True
    return connection.connection is None or not connection.is_usable()


class Standing:
    """Repeats a step until asked to stop. A step says how long it may rest; a lost database is waited for."""

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop())

    def stop(self) -> None:
        self._stopping.set()

    @property
    def stopped(self) -> bool:
        return self._stopping.is_set()

    def repeat(self, step: Callable[[], float]) -> None:
        waiting = False
        while not self.stopped:
            try:
                rest = step()
                if waiting:
                    log.info("The database is back")
                waiting = False
            except (DatabaseError, InterfaceError) as lost:
                if not connection_was_lost(lost):
                    raise
                if not waiting:
                    log.warning("The database is away: %s", str(lost).strip())
                waiting, rest = True, DATABASE_REST
                connection.close()
            self._stopping.wait(rest)
        connection.close()
