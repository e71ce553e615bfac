"""One private Valkey: loopback only, with a password; a restart loses at most a second."""

import json
import socket
import subprocess
import time
from urllib.parse import quote

from tte.ops.embedded.binaries import valkey_server
from tte.ops.embedded.errors import EmbeddedError
from tte.ops.embedded.places import Places, private_folder, secret, write_whole
from tte.ops.embedded.processes import end, is_ours, read_pid

CONF = """# Written by tte at every start.
bind 127.0.0.1
port {port}
requirepass {password}
dir {data}
daemonize no
pidfile {pidfile}
appendonly yes
appendfsync everysec
save ""
maxmemory 512mb
maxmemory-policy noeviction
databases 4
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int, password: str) -> bool:
    """True when our server answers our password there: another server on that port does not."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            said = b""
            while said.count(b"\r\n") < 2 and (part := line.recv(256)):
                said += part
            return said.startswith(b"+OK\r\n+PONG")
    except OSError:
        return False


class Valkey:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.data = places.home / "valkey"
        self.conf = self.data / "valkey.conf"
        self.pidfile = self.data / "valkey.pid"
        self.memory = places.var / "valkey.json"
        # a running server rewrites its title and shows its address there, not its configuration
        self.mark = "valkey-server"

    @property
    def port(self) -> int:
        return json.loads(self.memory.read_text())["port"]

    @property
    def url(self) -> str:
        return f"redis://:{quote(secret(self.places, 'valkey'), safe='')}@127.0.0.1:{self.port}/0"

    @property
    def pid(self) -> int | None:
        pid = read_pid(self.pidfile)
        return pid if self.memory.exists() and is_ours(pid, f":{self.port}") else None

    def start(self) -> None:
        password = secret(self.places, "valkey")
        if self.pid and answers(self.port, password):
            return
        self.stop()
        private_folder(self.data, self.places.user)
        program = valkey_server(self.places)
        for attempt in range(5):
            port = self.port if attempt == 0 and self.memory.exists() else free_port()
            if self._launch(program, port, password):
                return
        raise EmbeddedError(f"Valkey did not start; see {self.places.logs / 'valkey.log'}")

    def stop(self) -> None:
        if pid := self.pid:
            end(pid, f":{self.port}", patience=20)

    def _launch(self, program: object, port: int, password: str) -> bool:
        text = CONF.format(port=port, password=password, data=self.data, pidfile=self.pidfile)
        write_whole(self.conf, text, mode=0o600, owner=self.places.user)
        write_whole(self.memory, json.dumps({"port": port}))
        with (self.places.logs / "valkey.log").open("ab") as out:
            child = subprocess.Popen(
                [str(program), str(self.conf)],
                cwd=self.data, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                **self.places.user.spawn,
            )  # fmt: skip
        while child.poll() is None:
            if answers(port, password) and self.pid == child.pid:
                child.returncode = 0  # it outlives this object and this process
                return True
            time.sleep(0.02)
        return False
