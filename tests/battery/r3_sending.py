"""Requests as bytes: the same bytes again are the same request. A sending may be cut in the middle or at its end."""

import http.client
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urlencode

from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.test import Client

from tte.accounts.actor import Actor

BOUNDARY = "r3r3r3r3r3r3"
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What a caller holds in hand. Of a page only where it leads: its forms are made anew each time."""

    status: int
    says: str


class Person:
    """A browser that has signed in: a session, and a token that each page shows masked anew."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        client = Client()
        client.force_login(actor.user)
        self.secret = _get_new_csrf_string()
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={self.secret}"

    def click(self, path: str, *, upload: tuple[str, bytes] | None = None, **words: object) -> bytes:
        """A form of a page that was made just now, as the browser sends it."""
        fields = {"csrfmiddlewaretoken": _mask_cipher_secret(self.secret), **words}
        headers = {"Cookie": self.cookies, "Accept": "text/html"}
        if upload:
            return multipart(path, headers, fields, "upload", *upload)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return whole(path, headers | kind, urlencode(fields, doseq=True).encode())


def multipart(path: str, headers: dict, fields: dict, field: str, name: str, content: bytes) -> bytes:
    parts = []
    for each, value in fields.items():
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n'.encode())
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
    parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return whole(path, headers | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}, body)


def whole(path: str, headers: dict, body: bytes) -> bytes:
    given = {"Host": "127.0.0.1", "Connection": "close", "Content-Length": str(len(body)), **headers}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def send(port: int, request: bytes) -> Answer:
    """Send it all and read the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(request)
        answer = http.client.HTTPResponse(link, method="POST")
        answer.begin()
        body = answer.read()
    if "json" in (answer.getheader("Content-Type") or ""):
        return Answer(answer.status, body.decode())
    return Answer(answer.status, answer.getheader("Location") or "")


def send_and_leave(port: int, request: bytes, share: float) -> None:
    """Send this share of it, and hang up without listening."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(request[: max(1, int(len(request) * share))])


def send_at_once(port: int, request: bytes, times: int) -> list[Answer]:
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(send(port, request))) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
