"""A mail server of the tests on this machine: it takes mail, or answers as a test tells it to."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"


@dataclass
class Server:
    """What it took, and what it says: to each receiver and to each message."""

    taken: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    to_receiver: str = TAKEN
    to_message: str = TAKEN
    while_taking: Callable[[], None] = lambda: None

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        if self.to_receiver == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.to_receiver

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.to_message == TAKEN:
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
            self.senders.append(envelope.mail_from)
            self.while_taking()
        return self.to_message


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def mail_server(settings) -> Iterator[Server]:
    """The settings send to it as long as it runs; afterwards its port is shut."""
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 10
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
