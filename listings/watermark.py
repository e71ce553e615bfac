"""A PDF with who took it and when on every page, drawn in a process apart. What cannot be marked is not handed out."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from listings.watermark_drawing import BEGAN, DAMAGED, DONE, LOCKED
from tte.common.errors import DomainError
from tte.files.models import StoredFile

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0  # seconds by the clock, for one copy; the process itself counts those of the processor
TURN = 5.0  # seconds that one reader waits for another's copy
KEPT = 60 * 60  # seconds for which a document that was too hard is not tried again
ONE_AT_A_TIME = threading.Lock()  # of this process, so that the threads beside it go on answering
WHY = {
    LOCKED: _("This PDF is locked with a password and cannot be marked, so it is not handed out. Tell the holder."),
    DAMAGED: _("This PDF is damaged or of a kind that cannot be marked, so it is not handed out. Tell the holder."),
}
TOO_HARD = _(
    "Your copy could not be prepared: this PDF takes more time and memory than there is for one document. Tell the "
    "holder, who can save it in a simpler form and attach it again."
)


class FileNotMarked(DomainError):
    code = "file_not_marked"


class CopiesWaited(DomainError):
    """The document is not at fault: others are having theirs prepared."""

    code = "copies_waited"


class MarkerAway(RuntimeError):
    """The process that draws does not start; that is no fault of the document either."""


def marked(file: StoredFile, words: str) -> bytes:
    """The document with `words` on every page; one that took too much once is refused at once for an hour."""
    if cache.get(_hard(file)):
        raise FileNotMarked(TOO_HARD)
    if not ONE_AT_A_TIME.acquire(timeout=TURN):
        raise CopiesWaited(_("Copies for other readers are being prepared. Try again in a minute."))
    try:
        outcome, copy = _drawn(file.content.path, words)
    finally:
        ONE_AT_A_TIME.release()
    if outcome == DONE:
        return copy
    if outcome not in WHY:
        cache.set(_hard(file), True, KEPT)
    raise FileNotMarked(WHY.get(outcome, TOO_HARD))


def _hard(file: StoredFile) -> str:
    return f"too-hard-to-mark:{file.pk}"


def _drawn(path: str, words: str) -> tuple[str, bytes]:
    """How it went, in a word, and the copy; no word where a limit has ended it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy.pdf"
        try:
            ran = subprocess.run(
                [sys.executable, "-m", "listings.watermark_drawing", path, words, str(copy)],
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "VIRTUAL_ENV")},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
            )
            said = ran.stdout
        except subprocess.TimeoutExpired as late:
            said = late.stdout or b""
        began, _line, outcome = said.decode().strip().partition("\n")
        if began != BEGAN:
            raise MarkerAway
        return outcome, copy.read_bytes() if outcome == DONE else b""
