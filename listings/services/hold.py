from django.utils.translation import gettext as _

from listings.models import Listing
from listings.selectors.objection import waits_for_admission
from tte.common.errors import DomainError


class Held(DomainError):
    """An objection lodged with papers holds the next step until the exchange has answered it (R3-05, R3-40)."""

    code = "objection_waits"


def refuse_held(listing: Listing) -> None:
    """Asked under the lock of the listing, which an objection takes when it is lodged."""
    if waits_for_admission(listing):
        raise Held(_("An objection with evidence waits for the exchange: admit it or turn it away first (R3-40)"))
