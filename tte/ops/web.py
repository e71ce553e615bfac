"""`python -m tte.ops.web SOCKET` or `HOST:PORT`: become granian there, after clearing what a killed server left."""

import os
import shutil
import sys
from pathlib import Path

GRANIAN = (
    *("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--backpressure", "64"),
    *("--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
)


def address(given: str) -> list[str]:
    """The options of granian for a Unix socket or for host and port."""
    if "/" not in given:
        host, _colon, port = given.rpartition(":")
        return ["--host", host, "--port", port]
    Path(given).unlink(missing_ok=True)
    return ["--uds", given]


def measuring() -> dict[str, str]:
    """The processes of one server add up their request times in files of an empty folder."""
    folder = Path(os.environ.get("TTE_VAR", "var")) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return {"PROMETHEUS_MULTIPROC_DIR": str(folder)}


def main() -> None:
    command = [sys.executable, "-m", "granian", "tte.ops.served:application", *address(sys.argv[1]), *GRANIAN]
    os.execve(sys.executable, command, os.environ | measuring())


if __name__ == "__main__":
    main()
