"""`python -m tte.ops.keep VAR`: start the embedded servers, start again what dies, stop them when told to."""

import signal
import sys
import threading
from pathlib import Path

from tte.ops.embedded import services

PAUSE = 0.5


def main() -> None:
    var = Path(sys.argv[1])
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    while not told.is_set():
        services.start(var)
        told.wait(PAUSE)
    services.stop(var)


if __name__ == "__main__":
    main()
