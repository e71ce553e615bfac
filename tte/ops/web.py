"""`python -m tte.ops.web SOCKET`: become granian at a Unix socket, after clearing what a killed server left there."""

import os
import sys
from pathlib import Path

GRANIAN = (
    *("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--backpressure", "64"),
    *("--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
)


def main() -> None:
    socket = sys.argv[1]
    Path(socket).unlink(missing_ok=True)
    command = [sys.executable, "-m", "granian", "tte.wsgi:application", "--uds", socket, *GRANIAN]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main()
