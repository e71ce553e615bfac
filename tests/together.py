"""Acts that are let go together, each in its own thread and connection."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import Error, connection

from tte.common.errors import DomainError


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run every act in its own thread, all let go together; their results or refusals in order."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            results[place] = act()
        except (DomainError, Error) as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
