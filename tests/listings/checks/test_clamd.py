"""The look for viruses with the real scanner: a clamd of the test's own, whose stock of signatures is that of the EICAR
test file alone."""

import io
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from listings.checks.attachments import files_hold_no_virus
from tests.factories.listings import AttachmentFactory, audited_achievement, finish_checks
from tests.listings.checks.test_attachments import drawn, stored
from tte.casework.selectors import newest_results
from tte.files.scanning import ScannerAway, virus_in

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = "Eicar-Test-Signature.UNOFFICIAL"
PATIENCE = 30.0

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings, tmp_path) -> Iterator[subprocess.Popen]:
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if program is None:
        pytest.skip("NOT RUN: this machine has no clamd; install clamav-daemon")
    with scanning(program, tmp_path) as running:
        settings.TTE_CLAMD = f"unix://{tmp_path}/socket"
        yield running
        end(running)


def scanning(program: str, folder: Path) -> subprocess.Popen:
    """A server in the foreground that answers at `folder/socket`; nothing is fetched, nothing runs beside it."""
    (folder / "stock").mkdir()
    (folder / "stock" / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    lines = {"DatabaseDirectory": folder / "stock", "LocalSocket": folder / "socket", "TemporaryDirectory": folder}
    lines |= {"Foreground": "yes", "MaxThreads": 2, "StreamMaxLength": "1M", "LogFile": folder / "log"}
    (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    command = [program, "--config-file", str(folder / "clamd.conf")]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not (folder / "socket").exists():
        assert running.poll() is None and time.monotonic() < until, (folder / "log").read_text()
        time.sleep(0.05)
    return running


def end(running: subprocess.Popen) -> None:
    running.terminate()
    running.wait(PATIENCE)


def packed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return out.getvalue()


def test_clamd_names_the_virus_in_a_file_and_in_an_archive_and_passes_what_is_clean(clamd):
    achievement = AttachmentFactory(file=stored("clean.txt", b"words", "text/plain")).achievement
    AttachmentFactory(achievement=achievement, file=stored("clean.png", drawn(100), "image/png"))
    clean = files_hold_no_virus(achievement)
    AttachmentFactory(achievement=achievement, file=stored("eicar.txt", EICAR, "text/plain"))
    AttachmentFactory(achievement=achievement, file=stored("packed.zip", packed(EICAR), "application/zip"))
    infected = files_hold_no_virus(achievement)

    assert (clean.passed, clean.evidence) == (True, {"viruses": [], "files": 3})
    assert (infected.passed, infected.evidence["files"]) == (False, 5)
    assert infected.evidence["viruses"] == [["eicar.txt", FOUND], ["packed.zip", FOUND]]


def test_what_clamd_refuses_to_read_is_no_pass(clamd):
    """A file longer than its `StreamMaxLength`."""
    with pytest.raises(ScannerAway):
        virus_in(io.BytesIO(os.urandom(3 << 20)))


def test_a_clamd_that_has_ended_is_a_finding(clamd):
    achievement = audited_achievement(checked=False)
    AttachmentFactory(achievement=achievement)
    end(clamd)
    finish_checks(achievement.case)

    told = next(row for row in newest_results(achievement.case) if row.name == "files_hold_no_virus")

    assert (told.passed, told.evidence) == (False, {"could_not_run": "ScannerAway"})
