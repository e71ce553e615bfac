"""One qualified taker: a price is negotiated inside the exchange, never below the listing price (R3-25)."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import DealMode, ListingState
from listings.models import Deal, Listing, Offer
from listings.notices.bidding import OFFER_MADE, negotiation_path
from listings.notices.supply import title_values
from listings.selectors.negotiation import latest_offer, sole_taker
from listings.selectors.people import officers_of_holder
from listings.services.deal import strike_deal
from listings.services.hold import refuse_held
from listings.services.qualification import expire_listing
from listings.services.stake import refuse_buyer, refuse_seller, refuse_stake
from tte.accounts.actor import Actor
from tte.casework.services.reasons import refuse_wordless
from tte.common.errors import DomainError
from tte.common.formats import yuan
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record


class NotNegotiating(DomainError):
    code = "not_negotiating"


class BelowListingPrice(DomainError):
    code = "below_listing_price"
    field = "amount"


class OfferReplaced(DomainError):
    code = "offer_replaced"


@transaction.atomic
def make_offer(*, listing: Listing, amount: Decimal, by: Actor) -> Offer:
    """Offer a price; the newest offer is the one that stands. Nobody offers who decides for the seller (R3-54)."""
    listing = _negotiating(listing)
    if sole_taker(listing) != by.organisation:
        raise NotNegotiating(_("Only the qualified bidder offers a price here"))
    refuse_seller(listing, by)
    if amount < listing.price:
        raise BelowListingPrice(
            _("The price is at least the listing price of %(price)s (R3-25)"), price=yuan(listing.price)
        )
    offer = Offer.objects.create(listing=listing, bidder=by.acting_for, amount=amount, offered_by=by.user)
    record("offer.make", offer, by=by, listing=listing.code, amount=str(amount))
    notify(
        OFFER_MADE,
        officers_of_holder(listing),
        subject=offer,
        url=negotiation_path(listing),
        title=title_values(listing.achievement),
        bidder=offer.bidder,
        amount=amount,
    )
    return offer


@transaction.atomic
def accept_offer(*, offer: Offer, by: Actor) -> Deal:
    """The seller accepts the offer that stands, by somebody who is not of the bidder (R3-54); that strikes the deal."""
    listing = _negotiating(offer.listing)
    if latest_offer(listing) != offer:
        raise OfferReplaced(_("A newer offer has been made; read it first"))
    refuse_buyer(offer.bidder, by)
    refuse_held(listing)
    return strike_deal(listing=listing, buyer=offer.bidder, price=offer.amount, mode=DealMode.NEGOTIATION, by=by)


@transaction.atomic
def end_negotiation(*, listing: Listing, reason: str, by: Actor) -> Listing:
    """The exchange ends a negotiation that came to nothing."""
    refuse_wordless(reason, _("Say why: both sides read it"), field="reason")
    listing = _negotiating(listing)
    refuse_stake(listing, by)
    return expire_listing(listing=listing, reason=reason, by=by)


def _negotiating(listing: Listing) -> Listing:
    listing = lock(listing)
    if listing.state != ListingState.NEGOTIATING:
        raise NotNegotiating(_("This listing is not in negotiation"))
    return listing
