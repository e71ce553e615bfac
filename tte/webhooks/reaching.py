"""The way out: one POST to the address an organisation named, and to no other place.

The host is resolved once and the connection goes to the address that was looked at, so a name cannot lead elsewhere
between the look and the call. Only public addresses are called; redirects are not followed; whatever the receiver
does, an attempt ends at its deadline.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tte.common.errors import DomainError
from tte.webhooks.enums import Fault

NAT64 = ipaddress.ip_network("64:ff9b::/96")
READ_AT_MOST = 2048


class AddressRefused(DomainError):
    code = "address_refused"
    field = "url"


class NotPublic(Exception):
    """The host leads to an address that is not called."""


@dataclass(frozen=True)
class Answer:
    """What came of one attempt; without a fault the receiver took it."""

    status: int | None
    fault: str
    milliseconds: int
    retry_after: str = ""


def refuse_address(url: str) -> None:
    """Refuse what can be seen to be wrong before anything is called. Names are looked up when it is called."""
    parts = _parts(url)
    if parts is None or parts.scheme not in ("https", "http") or not parts.hostname:
        raise AddressRefused(_("Enter a whole address that begins with https://"))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressRefused(_("The address holds no name, password or #"))
    literal = _literal(parts.hostname)
    is_local = parts.hostname == "localhost" or (literal is not None and literal.is_loopback)
    if is_local and settings.TTE_WEBHOOK_LOOPBACK:
        return
    if parts.scheme != "https":
        raise AddressRefused(_("Only https is used, so that nobody reads along"))
    if is_local or (literal is not None and not is_called(str(literal))):
        raise AddressRefused(_("Name a public address; addresses inside a network are not called"))


def is_called(address: str) -> bool:
    """Whether an IP address may be called: public ones, and this machine itself where the settings say so."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_called(str(ip.ipv4_mapped))
        if ip.sixtofour or ip.teredo or ip in NAT64 or ip.is_site_local:
            return False
    if ip.is_loopback:
        return settings.TTE_WEBHOOK_LOOPBACK
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def post(url: str, *, body: bytes, headers: dict[str, str]) -> Answer:
    """One attempt. Nothing is raised for what the network or the receiver does."""
    began = time.monotonic()
    status, fault, retry_after = _posted(url, body, headers)
    return Answer(status, fault, round((time.monotonic() - began) * 1000), retry_after)


def _posted(url: str, body: bytes, headers: dict[str, str]) -> tuple[int | None, str, str]:
    parts = urlsplit(url)
    try:
        connection = _in_time(parts)
        with _deadline(connection):
            connection.request("POST", _target(parts), body=body, headers=headers)
            response = connection.getresponse()
            response.read(READ_AT_MOST)
    except NotPublic:
        return None, Fault.ADDRESS, ""
    except socket.gaierror:
        return None, Fault.HOST_UNKNOWN, ""
    except ssl.SSLCertVerificationError:
        return None, Fault.CERTIFICATE, ""
    except TimeoutError:
        return None, Fault.TIMEOUT, ""
    except (OSError, http.client.HTTPException):
        return None, Fault.UNREACHED, ""
    if 200 <= response.status < 300:
        return response.status, "", ""
    fault = Fault.REDIRECT if 300 <= response.status < 400 else Fault.ANSWER
    return response.status, fault, response.headers.get("Retry-After", "")


class _Pinned(http.client.HTTPConnection):
    """A connection to one IP address, whatever its host name says."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=settings.TTE_WEBHOOK_SECONDS)
        self.address, self.context, self.ended = address, context, False

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.context:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def end(self) -> None:
        """Break off, from another thread: whoever reads or writes meets an error at once."""
        self.ended = True
        if self.sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _in_time(parts: SplitResult) -> _Pinned:
    """Looking the name up cannot be broken off; when it took all the time there is, nothing is sent any more."""
    began = time.monotonic()
    connection = _connection(parts)
    if time.monotonic() - began >= settings.TTE_WEBHOOK_SECONDS:
        raise TimeoutError
    return connection


def _connection(parts: SplitResult) -> _Pinned:
    is_secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if is_secure else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not all(is_called(address) for address in addresses):
        raise NotPublic(host)
    if not is_secure and not all(ipaddress.ip_address(address).is_loopback for address in addresses):
        raise NotPublic(host)
    return _Pinned(host, port, addresses[0], ssl.create_default_context() if is_secure else None)


@contextlib.contextmanager
def _deadline(connection: _Pinned) -> Iterator[None]:
    """A time-out of a socket begins anew with every byte; this one does not."""
    clock = threading.Timer(settings.TTE_WEBHOOK_SECONDS, connection.end)
    clock.daemon = True
    clock.start()
    try:
        yield
        if connection.ended:
            raise TimeoutError
    except (OSError, http.client.HTTPException) as fault:
        if connection.ended:
            raise TimeoutError from fault
        raise
    finally:
        clock.cancel()
        connection.close()


def _target(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 a port that is no number is found out here
    except ValueError:
        return None
    is_plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    return parts if is_plain else None


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
