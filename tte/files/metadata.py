"""What a file tells of itself beside its content: where a picture was taken, who made it. Nothing in it is run."""

import re
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
    r"docProps/core\.xml": ("creator", "lastModifiedBy"),
    r"docProps/app\.xml": ("Manager",),
    r"word/(glossary/)?(document|header|footer|footnotes|endnotes|comments|people)\d*\.xml": ("author",),
    r"xl/comments(/comment)?\d*\.xml": ("author",),
    r"xl/persons/person\d*\.xml": ("displayName",),
}
# Programs sign for nobody, and so do the words that stand where a name was taken out or was never given.
NOBODY = {"openpyxl", "python-docx", "xlsxwriter", "apache poi", "microsoft office user"}
NOBODY |= {"author", "作者", "unknown author", "未知作者"}
THREAD = re.compile(r"tc=\{[\da-f-]+\}")  # Excel's sign for a thread of comments; who wrote it, `xl/persons` tells
MOST_READ = 64 << 20  # of all these parts of one document
PIECE = 1 << 16
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
            nobody = _folded(known) | NOBODY
            names = (name.casefold() for name in _told_by_office(content))
            strange = any(name not in nobody and not THREAD.fullmatch(name) for name in names)
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
    read = 0
    with zipfile.ZipFile(content) as archive:
        for part in sorted(set(archive.namelist())):
            told_by = next((names for where, names in TOLD_IN.items() if re.fullmatch(where, part, re.IGNORECASE)), ())
            if not told_by:
                continue
            with archive.open(part) as text:
                names = Names(told_by)
                parser = ElementTree.XMLParser(target=names)
                while piece := text.read(PIECE):
                    read += len(piece)
                    if read > MOST_READ:
                        raise ValueError(part)
                    parser.feed(piece)
                    yield from _said(*names.taken())
                parser.close()
                yield from _said(*names.taken())


class Names:
    """Gathers what stands in elements and attributes of these names; no tree is built, however long the part."""

    def __init__(self, told_by: tuple[str, ...]) -> None:
        self.told_by = told_by
        self.found: list[str] = []
        self.open: list[str] | None = None

    def taken(self) -> list[str]:
        found, self.found = self.found, []
        return found

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.end(tag)
        self.open = [] if _local(tag) in self.told_by else None
        self.found += [value for key, value in attributes.items() if _local(key) in self.told_by]

    def data(self, text: str) -> None:
        if self.open is not None:
            self.open.append(text)

    def end(self, _tag: str) -> None:
        if self.open is not None:
            self.found.append("".join(self.open))
        self.open = None

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """No document of Office has one; an attack declares its entities there. Told in whatever encoding."""
        raise ValueError(name)

    def close(self) -> None:
        return None


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
