"""What is wrong with a stored file beyond its type, told by its content. Nothing in it is run."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from PIL import Image, ImageStat, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tte.files.acts import faults_of_acts
from tte.files.drawing import draws_too_much
from tte.files.enums import FileFault
from tte.files.relations import RelationsTooLarge, RelationsUnreadable, is_fetched_from_afar
from tte.files.sniffing import DOCX, JPEG, PDF, PNG, WEBP, XLSX, content_type_of, holds_macro

MOST_UNPACKED = 300 * 1024 * 1024
MOST_TIMES = 200  # how many times its size a packed file may grow
SMALL = 10 * 1024 * 1024  # what unpacks to less than this may grow as it likes
MOST_PIXELS = 50_000_000  # of a picture that is drawn whole
SIDE_OF_SAMPLE = 64
BLANK = 2.0  # least spread of brightness, of 255, that a picture of something has


def file_faults(content: IO[bytes], name: str, content_type: str) -> list[FileFault]:
    """Everything that speaks against handing the file on, each once."""
    if content_type_of(content, name) != content_type and not _is_encrypted_archive(content):
        found = [FileFault.OTHER_TYPE]
        return found + ([FileFault.MACRO] if _holds_macros(content) else [])
    content.seek(0)
    if content_type == PDF:
        return list(dict.fromkeys(_pdf_faults(content)))
    if content_type in (DOCX, XLSX):
        return list(dict.fromkeys(_archive_faults(content)))
    if content_type in (PNG, JPEG, WEBP):
        return picture_faults(content)
    return []


def picture_faults(content: IO[bytes], least_side: int = 0) -> list[FileFault]:
    """Whether the picture can be drawn whole, is large enough and shows anything."""
    content.seek(0)
    try:
        with Image.open(content) as picture:
            sides = picture.size
            if sides[0] * sides[1] > MOST_PIXELS:
                return [FileFault.BOMB]
            sample = picture.convert("RGB").resize((SIDE_OF_SAMPLE, SIDE_OF_SAMPLE))
    except Image.DecompressionBombError:
        return [FileFault.BOMB]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, zlib.error):
        return [FileFault.UNREADABLE]
    found = [FileFault.SMALL] if min(sides) < least_side else []
    spread = max(ImageStat.Stat(sample).stddev)
    return found + ([FileFault.BLANK] if spread < BLANK else [])


# --- PDF --------------------------------------------------------------------------------------------------------------


def _pdf_faults(content: IO[bytes]) -> Iterator[FileFault]:
    try:
        reader = PdfReader(content)
        if reader.is_encrypted:
            yield FileFault.ENCRYPTED
            return
        yield from faults_of_acts(reader)
        if draws_too_much(reader):
            yield FileFault.BOMB
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError, zlib.error):
        yield FileFault.UNREADABLE


# --- packed files -----------------------------------------------------------------------------------------------------


def _archive_faults(content: IO[bytes]) -> Iterator[FileFault]:
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                yield FileFault.ENCRYPTED
                return
            if _grows_too_much(archive):
                yield FileFault.BOMB
                return
            names = [entry.filename.lower() for entry in entries]
            if any(holds_macro(name) for name in names):
                yield FileFault.MACRO
            if any("/embeddings/" in name and name.endswith((".bin", ".exe", ".zip")) for name in names):
                yield FileFault.EMBEDDED
            if is_fetched_from_afar(archive):
                yield FileFault.ACTIVE
    except RelationsTooLarge:
        yield FileFault.BOMB
    except RelationsUnreadable:
        yield FileFault.UNREADABLE
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, zlib.error):
        yield FileFault.UNREADABLE


def _grows_too_much(archive: zipfile.ZipFile) -> bool:
    """By what it says of itself, and then by unpacking it to the limit: what it says may be untrue."""
    packed = sum(entry.compress_size for entry in archive.infolist())
    most = min(MOST_UNPACKED, max(SMALL, MOST_TIMES * packed))
    if sum(entry.file_size for entry in archive.infolist()) > most:
        return True
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while chunk := part.read(1 << 20):
                unpacked += len(chunk)
                if unpacked > most:
                    return True
    return False


def _holds_macros(content: IO[bytes]) -> bool:
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            return any(holds_macro(name) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return False


def _is_encrypted_archive(content: IO[bytes]) -> bool:
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            return any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return False
