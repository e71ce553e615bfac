from django.utils.translation import gettext as _

from listings.models import Listing
from listings.permissions.stake import has_stake_in
from tte.accounts.actor import Actor
from tte.casework.services import ConflictOfInterest


def refuse_stake(listing: Listing, by: Actor) -> None:
    """Whoever belongs to a side of the listing leaves its acts to somebody else; asked again under its lock."""
    if has_stake_in(by, listing):
        raise ConflictOfInterest(_("You belong to a side of this listing, so somebody else must act (R8-31)"))
