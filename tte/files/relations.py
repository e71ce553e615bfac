"""The parts of an Office document that say what it is tied to, read as XML and as Office reads them."""

import zipfile
from typing import Any
from xml.parsers import expat

MOST_OF_ONE = 1 << 20  # bytes: a long book has some kilobytes
MOST_OF_ALL = 8 << 20
ENDING = ".rels"
# All else that lies outside is fetched once a document is opened: its template, pictures, films, parts of its text.
CLICKED = {"hyperlink"}
PARTS_OF_A_NAME = " "


class RelationsTooLarge(Exception):
    """More of them than any document has."""


class RelationsUnreadable(Exception):
    """No plain XML; also where it would define words of its own (entities), which Office refuses too."""


def is_fetched_from_afar(archive: zipfile.ZipFile) -> bool:
    """Whether anything is fetched when the document is opened. Every such part is read, whichever way it is written."""
    left, found = MOST_OF_ALL, False
    for entry in archive.infolist():
        if not entry.filename.lower().endswith(ENDING):
            continue
        with archive.open(entry) as part:
            written = part.read(min(MOST_OF_ONE, left) + 1)
        left -= len(written)
        if len(written) > MOST_OF_ONE or left < 0:
            raise RelationsTooLarge
        found = _leads_afar(written) or found
    return found


def _leads_afar(written: bytes) -> bool:
    found = []

    def start(name: str, values: dict[str, str]) -> None:
        is_relation = name.rpartition(PARTS_OF_A_NAME)[2] == "Relationship"
        if is_relation and _is_external(values) and values.get("Type", "").rpartition("/")[2].lower() not in CLICKED:
            found.append(name)

    parser = expat.ParserCreate(namespace_separator=PARTS_OF_A_NAME)
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(written, True)  # whole: in pieces a long name would be read again with each
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise RelationsUnreadable from broken
    return bool(found)


def _is_external(values: dict[str, str]) -> bool:
    return values.get("TargetMode", "").strip().lower() == "external"


def _refuse(*_given: Any) -> None:
    raise RelationsUnreadable
