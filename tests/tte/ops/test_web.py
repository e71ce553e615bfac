import os
import signal
import subprocess
import sys
import time

import pytest

from tte.ops.embedded.processes import command_line
from tte.ops.embedded.valkey import free_port


@pytest.mark.slow
def test_workers_end_with_a_server_that_was_killed(tmp_path):
    command = [sys.executable, "-m", "tte.ops.web", f"127.0.0.1:{free_port()}"]
    server = subprocess.Popen(command, env=os.environ | {"TTE_VAR": str(tmp_path)})
    workers = wait_until(lambda: children_of(server.pid), 60)

    server.send_signal(signal.SIGKILL)
    server.wait()

    wait_until(lambda: not any(command_line(worker) for worker in workers), 60)


def children_of(pid: int) -> list[int]:
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    found = [int(line) for line in said.stdout.split()]
    return found if len(found) == 2 else []


def wait_until(true, seconds):
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found
