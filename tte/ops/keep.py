"""`python -m tte.ops.keep VAR [NAME …]`: start the embedded servers, start again what dies, stop them when told to.

The names are those of the addresses that the operator gave. The environment holds the others too, which the launcher
has written there for the application: they are of the servers to be kept.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from tte.ops.embedded import services

PAUSE = 0.5


def main() -> None:
    var = Path(sys.argv[1])
    given = {name: os.environ[name] for name in sys.argv[2:]}
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    while not told.is_set():
        services.start(var, given=given)
        told.wait(PAUSE)
    services.stop(var)


if __name__ == "__main__":
    main()
