"""Bytes out of an upload, never more than the limit: a packed file is unpacked as it is read."""

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.utils.translation import gettext_lazy as _

from tte.imports.reading.shapes import TableRefused, refuse_bytes

GZIP = b"\x1f\x8b"
IN_MEMORY = 8 * 1024 * 1024
LONGEST_LINE = 4 * 1024 * 1024


class Bounded(io.RawIOBase):
    """Reads from `source` and refuses to hand out more than the limit of unpacked bytes."""

    def __init__(self, source: IO[bytes] | gzip.GzipFile) -> None:
        self.source = source
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer is one here
        try:
            data = self.source.read(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as broken:
            raise TableRefused(_("The packed file is damaged; pack it again")) from broken
        self.count += len(data)
        refuse_bytes(self.count)
        buffer[: len(data)] = data
        return len(data)


def is_packed(content: IO[bytes]) -> bool:
    content.seek(0)
    return content.read(2) == GZIP


def plain(content: IO[bytes], packed: bool) -> io.BufferedReader:
    """The bytes of the file, unpacked, from their beginning."""
    content.seek(0)
    return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=content) if packed else content), 1 << 18)


@contextmanager
def seekable(content: IO[bytes], packed: bool) -> Iterator[IO[bytes]]:
    """The same for readers that jump about: unpacked into a file of its own where it was packed."""
    if not packed:
        content.seek(0)
        yield content
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        shutil.copyfileobj(plain(content, packed), copy)
        copy.seek(0)
        yield copy


def text_lines(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of a text with their ends; a line without end is refused instead of filling the memory."""
    text = io.TextIOWrapper(stream, encoding, newline="")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise TableRefused(_("Line %(line)s has no end; this is not a table"), line=number)
        yield line
