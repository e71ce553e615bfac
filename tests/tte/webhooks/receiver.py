"""A receiver of the tests on this machine: it takes what is sent, or answers as a test tells it to."""

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Taken:
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class Receiver:
    """What came, and what is answered: the statuses in turn, then the last of them for good."""

    url: str = ""
    taken: list[Taken] = field(default_factory=list)
    statuses: list[int] = field(default_factory=lambda: [204])
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0
    flood: bool = False
    while_taking: Callable[[], None] = lambda: None

    @property
    def ids(self) -> list[str]:
        return [each.headers["webhook-id"] for each in self.taken]


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.taken.append(Taken(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            receiver.while_taking()
            status = receiver.statuses.pop(0) if len(receiver.statuses) > 1 else receiver.statuses[0]
            with contextlib.suppress(OSError):
                self._answer(status)

        def _answer(self, status: int) -> None:
            for byte in b"HTTP/1.1 " if receiver.drip else b"":
                self.wfile.write(bytes([byte]))
                time.sleep(receiver.drip)
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            while receiver.flood:
                self.wfile.write(b"x" * 65536)

        def log_message(self, *_said: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def receiver(context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """It runs as long as the test needs it; afterwards its port is shut."""
    running = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(running))
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    running.url = f"http{'s' if context else ''}://localhost:{server.server_port}/hooks?from=exchange"
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield running
    finally:
        running.flood = False
        server.shutdown()
        server.server_close()
