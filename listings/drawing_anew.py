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
QUALITY = 86


class PictureRefused(DomainError):
    code = "picture_refused"
    field = "upload"


@dataclass(frozen=True, slots=True)
class Drawn:
    """WebP bytes that hold no word about camera, place or person."""

    content: bytes
    name: str
    width: int
    height: int


def drawn_anew(content: IO[bytes], name: str) -> Drawn:
    """Open, turn upright, shrink and write again; what is no picture, or one far too large, is refused."""
    content.seek(0)
    try:
        image = Image.open(content, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise PictureRefused(_("The picture has more than %(most)s million pixels"), most=MOST_PIXELS // 1_000_000)
        image = ImageOps.exif_transpose(image)
        image = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as unreadable:
        raise PictureRefused(_("This is no picture that can be read: PNG, JPEG or WebP")) from unreadable
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    written = io.BytesIO()
    plain.save(written, "WEBP", quality=QUALITY)
    return Drawn(written.getvalue(), f"{PurePosixPath(name).stem or 'picture'}.webp", *plain.size)
