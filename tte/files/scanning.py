"""Asking a virus scanner: clamd, where the settings name one. By its own protocol, INSTREAM; nothing is kept there."""

import socket
import struct
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 1 << 16
PATIENCE = 30.0


class ScannerAway(Exception):
    """There is a scanner, but it does not answer, or not as it should."""


def has_scanner() -> bool:
    return bool(settings.TTE_CLAMD)


def virus_in(content: IO[bytes]) -> str:
    """The name of what the scanner found; empty where it found nothing."""
    content.seek(0)
    try:
        with _connected() as link:
            link.sendall(b"zINSTREAM\0")
            while chunk := content.read(CHUNK):
                link.sendall(struct.pack("!I", len(chunk)) + chunk)
            link.sendall(struct.pack("!I", 0))
            answer = _answer(link)
    except OSError as away:
        raise ScannerAway(str(away)) from away
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer != "stream: OK":
        raise ScannerAway(answer or "no answer")
    return ""


def _connected() -> socket.socket:
    """`tcp://host:port` or `unix:///path`."""
    place = urlsplit(settings.TTE_CLAMD)
    if place.scheme == "unix":
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(PATIENCE)
        try:
            link.connect(place.path)
        except OSError:
            link.close()
            raise
        return link
    return socket.create_connection((place.hostname or "localhost", place.port or 3310), PATIENCE)


def _answer(link: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and (chunk := link.recv(4096)):
        said += chunk
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()
