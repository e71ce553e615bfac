from django.utils.translation import gettext as _

from listings.models import Listing
from listings.permissions.stake import buys_for, has_stake_in, sells_for_holder
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.casework.services import ConflictOfInterest
from tte.common.errors import DomainError


class SellerMayNotBid(DomainError):
    code = "seller_may_not_bid"


class BuyerMayNotSell(DomainError):
    code = "buyer_may_not_sell"


def refuse_stake(listing: Listing, by: Actor) -> None:
    """Whoever belongs to a side of the listing leaves its acts to somebody else; asked again under its lock."""
    if has_stake_in(by, listing):
        raise ConflictOfInterest(_("You belong to a side of this listing, so somebody else must act (R8-31)"))


def refuse_seller(listing: Listing, by: Actor) -> None:
    """The holder, and whoever decides for it by another membership, offer no price for what it sells (R3-54)."""
    if listing.holder_id == by.acting_for.pk:
        raise SellerMayNotBid(_("The seller and its agents may not take part in their own listing (R3-54)"))
    if sells_for_holder(by, listing):
        raise SellerMayNotBid(
            _("You decide for the holder of this listing, so somebody else must act for your enterprise here (R3-54)")
        )


def refuse_buyer(bidder: Organisation, by: Actor) -> None:
    """Whoever belongs to the bidder accepts none of its offers for the seller (R3-54)."""
    if buys_for(by, [bidder.pk]):
        raise BuyerMayNotSell(
            _("You belong to the bidder, so another officer of the holder must decide on its offer (R3-54)")
        )
