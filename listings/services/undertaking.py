"""The seller gives its undertakings for each of its listings, in the version that it has read (R3-34)."""

from django.utils.translation import gettext as _

from listings.undertakings import CURRENT
from tte.common.errors import DomainError


class UndertakingsMissing(DomainError):
    code = "undertakings_missing"
    field = "undertakings"


class UndertakingsChanged(DomainError):
    code = "undertakings_changed"
    field = "undertakings"


def refuse_unread(version: int | None) -> None:
    """What is given is what is read: none is missing, an older version has changed meanwhile."""
    if version is None:
        raise UndertakingsMissing(_("Give the undertakings of the seller: every listing has its own"))
    if version != CURRENT:
        raise UndertakingsChanged(_("The undertakings have changed meanwhile: read them again and send it then"))
