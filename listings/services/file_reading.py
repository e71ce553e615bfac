"""What an office reads of a record and the public may not leaves a line in the trail (R8-05)."""

from django.db import transaction

from listings.models import Achievement
from listings.permissions.supply import can_see_achievement
from tte.accounts.actor import Actor
from tte.files.models import StoredFile
from tte.trail.services import record


@transaction.atomic
def log_reading(*, file: StoredFile, achievement: Achievement, by: Actor | None) -> None:
    """Who of the office took which file of which record, and when; the holder's own people leave no line."""
    if by is not None and not can_see_achievement(by, achievement):
        record("file.read", file, by=by, achievement=achievement.code)
