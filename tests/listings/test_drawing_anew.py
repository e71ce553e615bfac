"""Pictures are drawn anew: nothing that a camera or a program wrote beside the pixels stays."""

import io

import pytest
from PIL import Image

from listings.drawing_anew import LONGEST_SIDE, PictureRefused, as_it_looks, drawn_anew

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def photograph(width: int = 60, height: int = 40, orientation: int = 1) -> io.BytesIO:
    """A JPEG with a maker, a place and a turned camera."""
    image = Image.new("RGB", (width, height), "#336699")
    exif = image.getexif()
    exif[MAKER] = "SecretCam"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, comment=b"taken at home")
    return written


def test_place_and_camera_are_left_out():
    before = photograph()
    assert b"SecretCam" in before.getvalue()

    drawn = drawn_anew(before, "IMG_1.JPG")

    after = Image.open(io.BytesIO(drawn.content))
    assert (after.format, drawn.name, dict(after.getexif())) == ("WEBP", "IMG_1.webp", {})
    assert b"SecretCam" not in drawn.content and b"taken at home" not in drawn.content


def test_a_turned_picture_stands_upright():
    drawn = drawn_anew(photograph(orientation=6), "a.jpg")

    assert (drawn.width, drawn.height) == (40, 60)


def test_a_picture_for_everybody_keeps_format_and_size_and_nothing_else():
    drawn = as_it_looks(photograph(LONGEST_SIDE + 100, 100), "curve.jpg")

    after = Image.open(io.BytesIO(drawn.content))
    assert (after.format, after.size, dict(after.getexif())) == ("JPEG", (LONGEST_SIDE + 100, 100), {})
    assert b"SecretCam" not in drawn.content and b"taken at home" not in drawn.content


def test_a_large_picture_is_made_smaller():
    drawn = drawn_anew(photograph(LONGEST_SIDE * 2, 100), "wide.jpg")

    assert (drawn.width, drawn.height) == (LONGEST_SIDE, 50)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + b"\x00" * 40, b"<svg/>", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(PictureRefused):
        drawn_anew(io.BytesIO(content), "x.png")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("listings.drawing_anew.MOST_PIXELS", 60 * 40 - 1)

    with pytest.raises(PictureRefused):
        drawn_anew(photograph(), "x.jpg")


@pytest.mark.parametrize(("kind", "most"), [("PNG", 20), ("JPEG", 50)])
def test_a_picture_that_is_read_whole_may_hold_fewer_pixels_than_a_photograph(monkeypatch, kind, most):
    monkeypatch.setattr("listings.drawing_anew.MOST_PIXELS", 50)
    monkeypatch.setattr("listings.drawing_anew.MOST_PIXELS_READ_WHOLE", 20)
    for pixels, is_taken in ((most, True), (most + 1, False)):
        sent = io.BytesIO()
        Image.new("RGB", (pixels, 1)).save(sent, kind)
        if is_taken:
            assert drawn_anew(sent, "a").width == pixels
        else:
            with pytest.raises(PictureRefused):
                drawn_anew(sent, "a")


def test_a_photograph_of_fifty_million_pixels_is_read_in_the_size_that_is_needed():
    sent = io.BytesIO()
    Image.new("RGB", (8160, 6120), "#246").save(sent, "JPEG")
    Image.core.clear_cache()
    Image.core.reset_stats()
    drawn = drawn_anew(sent, "photo")
    assert (drawn.width, drawn.height) == (2000, 1500)
    taken = Image.core.get_stats()["allocated_blocks"] * Image.core.get_block_size()
    assert taken < 8160 * 6120 * 8  # read whole, its copies take twelve bytes for each pixel
