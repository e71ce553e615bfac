"""What a file is, told by its content. Only what the exchange accepts is recognised; everything else is None."""

import re
import struct
import zipfile
from typing import IO

PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT, CSV = "text/plain", "text/csv"
JSONL, GZIP = "application/x-ndjson", "application/gzip"  # only imports take them

EXTENSIONS = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx", PNG: "png", JPEG: "jpg", WEBP: "webp", TEXT: "txt", CSV: "csv"}
EXTENSIONS |= {JSONL: "jsonl", GZIP: "gz"}
MAIN_PART = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
MOST_PARTS = 5000
LONGEST_DIRECTORY = 1_000_000
END, END_SIZE, FARTHEST = b"PK\x05\x06", 22, 65_535 + 22
MACROS = ("vbaproject.bin", "/macrosheets/", "/activex/")
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
MARKUP = re.compile(r"\s*<[a-z!?/]", re.IGNORECASE)


def content_type_of(content: IO[bytes], name: str) -> str | None:
    """The type of the content. The name only tells comma-separated from plain text."""
    content.seek(0)
    head = content.read(16)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if _is_text(content):
        return CSV if name.lower().endswith(".csv") else TEXT
    return None


def _office_type(content: IO[bytes]) -> str | None:
    """Word and Excel documents by their main part; never with macros. Nothing is unpacked."""
    if not _has_short_directory(content):
        return None
    try:
        with zipfile.ZipFile(content) as archive:
            names = {entry.filename for entry in archive.infolist()[: MOST_PARTS + 1]}
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return None
    if len(names) > MOST_PARTS or "[Content_Types].xml" not in names:
        return None
    if any(holds_macro(name) for name in names):
        return None
    return next((kind for part, kind in MAIN_PART.items() if part in names), None)


def _has_short_directory(content: IO[bytes]) -> bool:
    """Whether the list of parts, as the end of the archive states it, may be read: half a million lines take seconds.

    An archive of more than 4 GB or 65,535 parts (ZIP64) states them elsewhere; no document is one.
    """
    size = content.seek(0, 2)
    content.seek(max(size - FARTHEST - len(END), 0))
    tail = content.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE or tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        return False
    parts, length = struct.unpack_from("<HI", tail, at + 10)
    return parts <= MOST_PARTS and length <= LONGEST_DIRECTORY


def holds_macro(part: str) -> bool:
    """Whether a part of this name holds what Office would run: macros, sheets of macros, controls."""
    return any(mark in f"/{part.lower()}" for mark in MACROS)


def _is_text(content: IO[bytes]) -> bool:
    """UTF-8 or GB 18030 without control characters, and not markup that a browser would run."""
    content.seek(0)
    raw = content.read()
    if not raw or CONTROLS.search(raw):
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not MARKUP.match(text)
    return False
