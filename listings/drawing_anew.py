"""A picture as it may be shown: its pixels alone, upright, no larger than a screen needs. No database, no clock."""

import io
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tte.common.errors import DomainError
from tte.files.inspection import MOST_PIXELS

FORMATS = ("PNG", "JPEG", "WEBP")
LONGEST_SIDE = 2000
LONGEST_SIDE_OF_A_DRAWING = 3000
MOST_PIXELS_READ_WHOLE = 20_000_000
QUALITY = 86
QUALITY_AS_SENT = 92
PACKED = 3  # of 9, for a PNG: more takes longer and gains little


class PictureRefused(DomainError):
    code = "picture_refused"
    field = "upload"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Bytes that hold no word about camera, place or person."""

    content: bytes
    name: str
    width: int
    height: int


def drawn_anew(content: IO[bytes], name: str) -> Drawn:
    """Open, turn upright, shrink and write again; what is no picture, or one far too large, is refused."""
    image = _upright(content, LONGEST_SIDE)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _written(image, name, "WEBP", QUALITY)


def as_it_looks(content: IO[bytes], name: str) -> Drawn:
    """The same picture in its format and large enough for the lines of a drawing; refused as above."""
    image = _upright(content, LONGEST_SIDE_OF_A_DRAWING)
    image.thumbnail((LONGEST_SIDE_OF_A_DRAWING, LONGEST_SIDE_OF_A_DRAWING))
    content.seek(0)
    with Image.open(content, formats=FORMATS) as sent:
        kind = str(sent.format)
    return _written(image, name, kind, QUALITY_AS_SENT)


def _upright(content: IO[bytes], longest_side: int) -> Image.Image:
    """The photograph of a telephone is read in the size that is needed; other formats are read whole."""
    content.seek(0)
    try:
        image = Image.open(content, formats=FORMATS)
        most = MOST_PIXELS if image.format == "JPEG" else MOST_PIXELS_READ_WHOLE
        if image.width * image.height > most:
            raise PictureRefused(_("The picture has more than %(most)s million pixels"), most=most // 1_000_000)
        image.draft(None, (longest_side, longest_side))
        upright = ImageOps.exif_transpose(image)
        return upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as unreadable:
        raise PictureRefused(_("This is no picture that can be read: PNG, JPEG or WebP")) from unreadable


def _written(image: Image.Image, name: str, kind: str, quality: int) -> Drawn:
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    written = io.BytesIO()
    plain.save(written, kind, quality=quality, compress_level=PACKED)
    return Drawn(written.getvalue(), f"{PurePosixPath(name).stem or 'picture'}.{kind.lower()}", *plain.size)
