"""What a PDF does when it is opened, turned over or clicked at: every action it holds is followed to its end."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from tte.files.enums import FileFault

MOST_PAGES = 500
MOST_THINGS = 200_000  # dictionaries and values looked at in one file; more than a book with all its links has
RUNS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}
STAYS = {"/GoTo", "/Named"}  # what may happen without a click: it shows another place of the same file
HOLDS_FILES = {"/FileAttachment", "/RichMedia"}


class TooMuch(Exception):
    """More than anybody would look at."""


class _Looking:
    """Counts what was looked at in one file."""

    def __init__(self) -> None:
        self.left = MOST_THINGS

    def things(self, *first: Any, along: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """These and all that they lead to under these keys, each once; lists stand for what they hold."""
        waiting, seen = list(first), {}
        while waiting:
            thing = plain(waiting.pop())
            self.left -= 1
            if self.left < 0:
                raise TooMuch
            if not isinstance(thing, list | dict) or id(thing) in seen:
                continue
            seen[id(thing)] = thing
            if isinstance(thing, list):
                waiting += thing
                continue
            yield thing
            waiting += [thing[key] for key in along if key in thing]

    def runs(self, action: Any) -> bool:
        """Whether an action that is clicked at, or one that follows it, does more than lead to a place or address."""
        followed = self.things(action, along=("/Next",))
        return any("/JS" in each or plain(each.get("/S")) in RUNS for each in followed)

    def runs_unasked(self, *actions: Any) -> bool:
        """Whether an action that nobody clicks at, or one that follows it, leaves its file or does more than show it.

        A list in place of an action is a place.
        """
        followed = self.things(*(each for each in actions if isinstance(plain(each), dict)), along=("/Next",))
        return any("/JS" in each or plain(each.get("/S")) not in STAYS for each in followed)

    def acts(self, thing: dict[str, Any]) -> bool:
        """By a click on it, or by what sets it off: opening, closing, turning over, typing."""
        return self.runs(thing.get("/A")) or self.runs_unasked(*_held(thing.get("/AA")).values())


def plain(thing: Any) -> Any:
    return thing.get_object() if hasattr(thing, "get_object") else thing


def _held(thing: Any) -> dict[str, Any]:
    found = plain(thing)
    return found if isinstance(found, dict) else {}


def faults_of_acts(reader: PdfReader) -> Iterator[FileFault]:
    looking, root = _Looking(), plain(reader.trailer["/Root"])
    try:
        yield from _of_the_whole(looking, root)
        yield from _of_the_pages(looking, reader)
    except TooMuch:
        yield FileFault.LONG


def _of_the_whole(looking: _Looking, root: Any) -> Iterator[FileFault]:
    names, form = _held(root.get("/Names")), _held(root.get("/AcroForm"))
    if "/JavaScript" in names or "/XFA" in form or looking.runs_unasked(root.get("/OpenAction")) or looking.acts(root):
        yield FileFault.ACTIVE
    if any(looking.acts(field) for field in looking.things(form.get("/Fields"), along=("/Kids",))):
        yield FileFault.ACTIVE
    if any(looking.acts(line) for line in looking.things(root.get("/Outlines"), along=("/First", "/Next"))):
        yield FileFault.ACTIVE
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield FileFault.EMBEDDED


def _of_the_pages(looking: _Looking, reader: PdfReader) -> Iterator[FileFault]:
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES:
            yield FileFault.LONG
            return
        if looking.acts(page):
            yield FileFault.ACTIVE
        for note in looking.things(page.get("/Annots"), along=()):
            if looking.acts(note):
                yield FileFault.ACTIVE
            if plain(note.get("/Subtype")) in HOLDS_FILES:
                yield FileFault.EMBEDDED
