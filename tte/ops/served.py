"""What granian's workers serve: the application. They end with the server that made them, however it ended."""

import multiprocessing
import os
import threading
import time

from tte.wsgi import application

__all__ = ["application"]

LOOK = 1.0
GRACE = 5.0  # for answers that are under way


def end_with(server: int) -> None:
    """Without this a worker whose server was killed would stay for ever, with its connections."""
    while os.getppid() == server:
        time.sleep(LOOK)
    time.sleep(GRACE)
    os._exit(1)


if server := multiprocessing.parent_process():
    threading.Thread(target=end_with, args=[server.pid], daemon=True).start()
