"""What a file tells of itself beside its content: where a picture was taken, who made it. Nothing in it is run."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tte.files.enums import FileFault
from tte.files.sniffing import DOCX, JPEG, PDF, PNG, WEBP, XLSX

PICTURES: tuple[str | None, ...] = (PNG, JPEG, WEBP)
PLACE, LENS = 0x8825, 0x8769  # the parts of what a camera writes: about the place, about the shot
PERSONS = (0x013B, 0x9C9D)  # who made it, as cameras and as Windows write it
OWNER = 0xA430  # whose camera it is
WORDS = ("author", "artist", "creator")  # of a PNG
PACKETS = ("xmp", "XML:com.adobe.xmp")
# Where Word and Excel write who made a document, changed it, answers for it or remarked on it: elements and attributes.
TOLD_IN = {
    "docProps/core.xml": ("creator", "lastModifiedBy"),
    "docProps/app.xml": ("Manager",),
    "word/comments.xml": ("author",),
    "word/people.xml": ("author",),
    "xl/persons/person.xml": ("displayName",),
}
PROGRAMS = {"openpyxl", "python-docx", "xlsxwriter", "apache poi", "microsoft office user"}  # they sign for nobody
MOST_TOLD = 1 << 20
BROKEN = (
    *(PyPdfError, UnidentifiedImageError, Image.DecompressionBombError, zipfile.BadZipFile, zlib.error),
    *(ValueError, KeyError, TypeError, AttributeError, OSError, RuntimeError, SyntaxError),
    ElementTree.ParseError,
)


def metadata_faults(content: IO[bytes], content_type: str, known: tuple[str, ...] = ()) -> list[FileFault]:
    """Whether it tells of a place or of a person; `known` are the names that may stand there, such as the holder's."""
    content.seek(0)
    try:
        if content_type == PDF:
            found = [FileFault.PERSON for name in _authors(content) if name.casefold() not in _folded(known)]
        elif content_type in (DOCX, XLSX):
            strange = _folded(tuple(_told_by_office(content))) - _folded(known) - PROGRAMS
            found = [FileFault.PERSON] if strange else []
        elif content_type in PICTURES:
            found = list(_told_by_picture(content, _folded(known)))
        else:
            return []
    except BROKEN:
        return [FileFault.UNREADABLE]
    return list(dict.fromkeys(found))


def _folded(names: tuple[str, ...]) -> set[str]:
    return {name.strip().casefold() for name in names}


def _authors(content: IO[bytes]) -> Iterator[str]:
    """As both places of a PDF name them."""
    reader = PdfReader(content)
    if reader.is_encrypted:
        return
    told = [reader.metadata.author if reader.metadata else None]
    packet = reader.xmp_metadata
    told += packet.dc_creator or [] if packet else []
    yield from _said(*told)


def _told_by_office(content: IO[bytes]) -> Iterator[str]:
    with zipfile.ZipFile(content) as archive:
        for part in set(TOLD_IN) & set(archive.namelist()):
            with archive.open(part) as told:
                text = told.read(MOST_TOLD + 1)
            if len(text) > MOST_TOLD or b"<!DOCTYPE" in text:
                raise ValueError(part)
            yield from _said(*_named_in(ElementTree.fromstring(text), TOLD_IN[part]))


def _named_in(root: ElementTree.Element, names: tuple[str, ...]) -> Iterator[str | None]:
    for element in root.iter():
        if _local(element.tag) in names:
            yield element.text
        yield from (value for key, value in element.attrib.items() if _local(key) in names)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _told_by_picture(content: IO[bytes], known: set[str]) -> Iterator[FileFault]:
    with Image.open(content) as picture:
        picture.load()  # a PNG may say it after its pixels
        shot, told = picture.getexif(), picture.info
    packet = b"".join(_raw(told[name]) for name in PACKETS if name in told)
    if shot.get_ifd(PLACE) or b"exif:GPS" in packet:
        yield FileFault.PLACE
    names = [*(shot.get(tag) for tag in PERSONS), shot.get_ifd(LENS).get(OWNER)]
    names += [value for key, value in told.items() if str(key).lower() in WORDS]
    if b"dc:creator" in packet or any(name.casefold() not in known for name in _said(*names)):
        yield FileFault.PERSON


def _said(*values: Any) -> Iterator[str]:
    """What is written, of what may be text, bytes of Windows or nothing."""
    for value in values:
        text = value.decode("utf-16-le", "replace") if isinstance(value, bytes) else str(value or "")
        if words := text.strip(" \0"):
            yield words


def _raw(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
