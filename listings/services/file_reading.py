"""What an office reads of a matter and the public may not leaves a line in the trail (R8-05)."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from listings.models import Achievement, CatalogueBatch, Listing, Objection
from listings.permissions.catalogue import can_attach_batch_paper
from listings.permissions.supply import can_see_achievement, is_seller
from tte.accounts.actor import Actor
from tte.files.models import StoredFile
from tte.trail.services import record

# Whose own file it is, by what it belongs to. The evidence of an objection is no reader's own.
OWN: dict[type, Callable[[Actor, Any], bool]] = {
    Achievement: can_see_achievement,
    CatalogueBatch: can_attach_batch_paper,
    Listing: is_seller,
}


@transaction.atomic
def log_reading(
    *, file: StoredFile, matter: Achievement | CatalogueBatch | Listing | Objection, by: Actor | None
) -> None:
    """Who of the office took which file of which matter, and when; the holder's own people leave no line."""
    is_own = OWN.get(type(matter))
    if by is not None and not (is_own and is_own(by, matter)):
        record("file.read", file, by=by, **{str(matter._meta.model_name): matter.code})
