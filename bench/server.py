"""The web server as the product runs it, and people who ask it: keep-alive connections, each a thread."""

import http.client
import threading
from collections.abc import Sequence
from time import perf_counter
from urllib.parse import urlencode

from tests.battery.server import web_server

__all__ = ["ask_all", "web_server"]


def ask_all(port: int, addresses: Sequence[tuple[str, dict, str]], connections: int) -> tuple[list[float], float]:
    """Every (path, parameters, language) once: seconds of each answer, and seconds of all. Anything but 200 ends it."""
    times: list[float] = [0.0] * len(addresses)
    faults: list[str] = []

    def ask(first: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for place in range(first, len(addresses), connections):
            path, parameters, language = addresses[place]
            started = perf_counter()
            link.request(
                "GET",
                f"{path}?{urlencode(parameters, doseq=True)}",
                headers={"Accept-Language": language, "Host": "127.0.0.1"},
            )
            answer = link.getresponse()
            answer.read()
            times[place] = perf_counter() - started
            if answer.status != 200:
                faults.append(f"{answer.status} for {path}")
        link.close()

    started = perf_counter()
    people = [threading.Thread(target=ask, args=[number]) for number in range(connections)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    if faults:
        raise RuntimeError(f"the server answered {faults[0]} ({len(faults)} times)")
    return times, perf_counter() - started
