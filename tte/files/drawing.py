"""How much the pages of a PDF draw: content of a few kilobytes may unpack to hours of work for whoever reads it."""

from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from tte.files.acts import MOST_PAGES, plain

MOST_DRAWN = 300 * 1024 * 1024  # over all pages; a sheet of a large drawing is some ten megabytes


def draws_too_much(reader: PdfReader) -> bool:
    """What every page draws, unpacked, with the forms it calls: counted as often as it is drawn."""
    sizes: dict[Any, int] = {}
    drawn = 0
    try:
        for number, page in enumerate(reader.pages):
            if number == MOST_PAGES or drawn > MOST_DRAWN:
                break
            drawn += sum(_unpacked(stream, sizes) for stream in [*_contents(page), *_forms(page)])
    except LimitReachedError:
        return True
    return drawn > MOST_DRAWN


def _contents(page: DictionaryObject) -> list[Any]:
    held = page.get("/Contents")
    return list(plain(held)) if isinstance(plain(held), ArrayObject) else [page.raw_get("/Contents")] if held else []


def _forms(page: DictionaryObject) -> list[Any]:
    resources = plain(page.get("/Resources"))
    drawings = plain(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
    held = drawings.values() if isinstance(drawings, DictionaryObject) else []
    return [
        thing for thing in held if isinstance(plain(thing), StreamObject) and plain(thing).get("/Subtype") == "/Form"
    ]


def _unpacked(stream: Any, sizes: dict[Any, int]) -> int:
    key = (stream.idnum, stream.generation) if isinstance(stream, IndirectObject) else id(stream)
    if key not in sizes:
        found = plain(stream)
        sizes[key] = len(found.get_data()) if isinstance(found, StreamObject) else 0
    return sizes[key]
