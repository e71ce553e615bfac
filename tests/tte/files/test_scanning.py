"""The scanner is a server that speaks clamd's protocol: it reads the stream to its end and answers by its content."""

import io
import socketserver
import struct
import threading

import pytest

from tte.files.scanning import CHUNK, ScannerAway, has_scanner, virus_in


class Scanner(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        answer = {b"X5O!": b"stream: Eicar-Test-Signature FOUND", b"size": b"INSTREAM size limit exceeded. ERROR"}
        self.wfile.write(answer.get(content[:4], b"stream: OK") + b"\0")


@pytest.fixture
def scanner(settings, tmp_path):
    with socketserver.UnixStreamServer(str(tmp_path / "s"), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.TTE_CLAMD = f"unix://{tmp_path}/s"
        yield
        server.shutdown()


def test_a_virus_is_named_and_a_clean_file_is_not(scanner):
    assert has_scanner()
    assert virus_in(io.BytesIO(b"X5O!P%@AP")) == "Eicar-Test-Signature"
    assert virus_in(io.BytesIO(b"a" * (3 * CHUNK + 1))) == ""


def test_an_answer_that_is_no_answer_is_no_pass(scanner):
    with pytest.raises(ScannerAway):
        virus_in(io.BytesIO(b"size"))


def test_a_scanner_that_is_away_is_no_pass(settings, tmp_path):
    settings.TTE_CLAMD = f"unix://{tmp_path}/none"
    with pytest.raises(ScannerAway):
        virus_in(io.BytesIO(b"a"))
