from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from listings.drawing_anew import PictureRefused, drawn_anew
from listings.models import Achievement, Picture
from listings.services.draft import lock_open
from listings.services.ordering import place_last, raise_part
from tte.accounts.actor import Actor
from tte.common.locks import lock
from tte.files.services import store_file
from tte.trail.services import record

MOST_PICTURES = 12


@transaction.atomic
def add_picture(*, achievement: Achievement, upload: UploadedFile, alt_zh: str, alt_en: str, by: Actor) -> Picture:
    """Keep a picture drawn anew from the upload, without what the camera wrote; the first is the cover."""
    achievement = lock_open(achievement)
    if achievement.pictures.count() >= MOST_PICTURES:
        raise PictureRefused(_("There are %(most)s pictures already; remove one first"), most=MOST_PICTURES)
    drawn = drawn_anew(upload, upload.name or "")
    picture = achievement.pictures.create(
        file=store_file(upload=SimpleUploadedFile(drawn.name, drawn.content), by=by),
        width=drawn.width,
        height=drawn.height,
        alt_zh=alt_zh,
        alt_en=alt_en,
        is_cover=not achievement.pictures.filter(is_cover=True).exists(),
        position=place_last(achievement.pictures),
    )
    record("achievement.add_picture", achievement, by=by, file=picture.file.name)
    return picture


@transaction.atomic
def describe_picture(*, picture: Picture, alt_zh: str, alt_en: str, by: Actor) -> Picture:
    """Say in words what it shows, for who does not see it."""
    lock_open(picture.achievement)
    picture = lock(picture)
    picture.alt_zh, picture.alt_en = alt_zh, alt_en
    picture.save(update_fields=["alt_zh", "alt_en"])
    return picture


@transaction.atomic
def choose_cover(*, picture: Picture, by: Actor) -> Picture:
    """Make it the one cover of its achievement."""
    achievement = lock_open(picture.achievement)
    picture = lock(picture)
    achievement.pictures.filter(is_cover=True).update(is_cover=False)
    achievement.pictures.filter(pk=picture.pk).update(is_cover=True)
    record("achievement.choose_cover", achievement, by=by, file=picture.file.name)
    picture.refresh_from_db()
    return picture


@transaction.atomic
def raise_picture(*, picture: Picture, by: Actor) -> None:
    """One place further up among the pictures of its draft."""
    raise_part(picture, lock_open(picture.achievement).pictures)


@transaction.atomic
def drop_picture(*, picture: Picture, by: Actor) -> None:
    """Take a picture out of a draft; where it was the cover, the next one is."""
    achievement = lock_open(picture.achievement)
    picture = lock(picture)
    record("achievement.drop_picture", achievement, by=by, file=picture.file.name)
    picture.delete()
    first = achievement.pictures.order_by("position", "pk").first()
    if first is not None and not achievement.pictures.filter(is_cover=True).exists():
        achievement.pictures.filter(pk=first.pk).update(is_cover=True)
