from django.db.models import QuerySet

from listings.enums import IntentState
from listings.models import Listing, Offer
from tte.accounts.models import Organisation


def sole_taker(listing: Listing) -> Organisation | None:
    """The one qualified bidder of a listing in negotiation."""
    intent = listing.intents.filter(state=IntentState.QUALIFIED).select_related("bidder").order_by("pk").first()
    return intent.bidder if intent else None


def offers(listing: Listing) -> QuerySet[Offer]:
    """Newest first; the first one stands."""
    return listing.offers.select_related("bidder", "offered_by").order_by("-pk")


def latest_offer(listing: Listing) -> Offer | None:
    return offers(listing).first()
