"""The way out: public addresses by https alone, no redirect, an end at the deadline. Against real servers."""

import datetime
import socket
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.tte.webhooks.receiver import receiver
from tte.webhooks.reaching import AddressRefused, is_called, post, refuse_address


def sent(url: str):
    answer = post(url, body=b"{}", headers={"Content-Type": "application/json"})
    return answer.status, answer.fault


@pytest.fixture
def public(settings):
    """As in production: this machine is not called."""
    settings.TTE_WEBHOOK_LOOPBACK = False


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/x", "example.org/x", "https://", "https:///x", "https://a.example:port/"),
        *("https://user:word@example.org/", "https://example.org/#part", "https://exa mple.org/", "https://例子.org/"),
        *("http://example.org/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://10.0.0.8/"),
        *("https://192.168.1.1/", "https://169.254.169.254/latest/", "https://[fe80::1]/", "https://[fd00::1]/"),
        *("https://[::ffff:10.0.0.8]/", "https://[64:ff9b::a00:8]/", "https://[2002:a00:8::]/", "https://0.0.0.0/"),
        *("https://100.64.0.1/", "https://224.0.0.1/", "https://example.org\\@10.0.0.8/"),
    ],
)
def test_an_address_that_is_wrong_is_refused_before_anything_is_called(url, public):
    with pytest.raises(AddressRefused):
        refuse_address(url)


@pytest.mark.parametrize(
    "url", ["https://hooks.example.org/a?b=c", "https://93.184.216.34:8443/", "https://[2606:4700::1]/"]
)
def test_a_public_address_is_taken(url, public):
    refuse_address(url)


def test_plain_http_is_for_this_machine_in_a_demonstration(settings):
    refuse_address("http://localhost:8000/x")
    with pytest.raises(AddressRefused):
        refuse_address("http://example.org/")
    settings.TTE_WEBHOOK_LOOPBACK = False
    with pytest.raises(AddressRefused):
        refuse_address("http://localhost:8000/x")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "169.254.1.1", "::ffff:127.0.0.1", "fec0::1"]
)
def test_addresses_inside_are_not_called(address, public):
    assert is_called(address) is False


def test_a_name_that_leads_to_this_machine_is_found_out_when_it_is_called(settings):
    with receiver() as running:
        assert sent(running.url) == (204, "")
        settings.TTE_WEBHOOK_LOOPBACK = False
        assert sent(running.url) == (None, "address")
        assert len(running.taken) == 1


def test_what_is_sent_arrives_with_path_headers_and_body():
    with receiver() as running:
        post(running.url, body='{"名":1}'.encode(), headers={"webhook-id": "msg_1"})
    (taken,) = running.taken
    assert (taken.path, taken.body, taken.headers["webhook-id"]) == ("/hooks?from=exchange", '{"名":1}', "msg_1")
    assert taken.headers["host"].startswith("localhost:")


def test_a_redirect_is_not_followed():
    with receiver() as running, receiver() as elsewhere:
        running.statuses, running.headers = [307], {"Location": elsewhere.url}
        assert sent(running.url) == (307, "redirect")
        assert elsewhere.taken == []


@pytest.mark.parametrize("status", [400, 410, 500])
def test_a_refusal_is_told_by_its_code(status):
    with receiver() as running:
        running.statuses = [status]
        assert sent(running.url) == (status, "answer")


def test_a_receiver_that_drips_is_left_at_the_deadline(settings):
    """Each byte comes in time, the answer as a whole does not: a time-out of the socket alone would wait on."""
    settings.TTE_WEBHOOK_SECONDS = 0.4
    with receiver() as running:
        running.drip = 0.1
        began = time.monotonic()
        assert sent(running.url) == (None, "timeout")
        assert time.monotonic() - began < 0.8


def test_a_name_that_is_looked_up_too_long_is_not_sent_to(settings, monkeypatch):
    settings.TTE_WEBHOOK_SECONDS = 0.2
    look_up = socket.getaddrinfo

    def slow(*asked, **options):
        time.sleep(0.3)
        return look_up(*asked, **options)

    with receiver() as running:
        monkeypatch.setattr(socket, "getaddrinfo", slow)
        assert sent(running.url) == (None, "timeout")
        assert running.taken == []


def test_a_receiver_that_never_ends_is_read_no_further():
    with receiver() as running:
        running.flood = True
        began = time.monotonic()
        assert sent(running.url) == (204, "")
        assert time.monotonic() - began < 2


def test_a_shut_port_and_an_unknown_host_are_told_apart():
    with receiver() as running:
        url = running.url
    assert sent(url) == (None, "unreached")
    assert sent("https://no-such-host.invalid/") == (None, "host_unknown")


def certificate(folder, name: str) -> ssl.SSLContext:
    """A certificate that its own authority signed, for `name`; its file is authority.pem."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    at = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - datetime.timedelta(days=1))
        .not_valid_after(at + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    text = made.public_bytes(serialization.Encoding.PEM)
    (folder / "authority.pem").write_bytes(text)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(text + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


def test_a_certificate_nobody_vouches_for_is_not_trusted(tmp_path):
    with receiver(certificate(tmp_path, "localhost")) as running:
        assert sent(running.url) == (None, "certificate")
        assert running.taken == []


def test_a_certificate_is_checked_against_the_name_although_the_address_is_called(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with receiver(certificate(tmp_path, "localhost")) as running:
        assert sent(running.url) == (204, "")
    with receiver(certificate(tmp_path, "other.example")) as running:
        assert sent(running.url) == (None, "certificate")
