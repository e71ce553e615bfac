"""Biddings: which are due, which one may see, and how one stands now."""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet

from listings.enums import AuctionState
from listings.models import Admission, Auction, Listing
from tte.accounts.models import Organisation
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule
from tte.common.clock import ClockTimestamp

ENDED = (AuctionState.SOLD, AuctionState.UNSOLD, AuctionState.CANCELLED)


def due_auctions() -> QuerySet[Auction]:
    """Biddings whose hour to open or to close has come by the database's clock."""
    return Auction.objects.filter(
        Q(state=AuctionState.SCHEDULED, opens_at__lte=ClockTimestamp())
        | Q(state=AuctionState.OPEN, closes_at__lte=ClockTimestamp())
    ).order_by("closes_at", "pk")


def auctions() -> QuerySet[Auction]:
    """Under the code of their listing."""
    rows = Auction.objects.select_related("listing__achievement", "listing__holder", "listing__exchange")
    return rows.annotate(code=F("listing__code"))


def running_auctions() -> QuerySet[Auction]:
    """Open now, announced or suspended, the one that ends first at the top."""
    return auctions().exclude(state__in=ENDED).order_by("closes_at", "pk")


def ended_auctions() -> QuerySet[Auction]:
    return auctions().filter(state__in=ENDED).order_by("-closes_at", "-pk")


def public_state(auction_id: int) -> dict | None:
    """What everybody may know of a lot, as the live frames carry it (SQL: listings_auction_public)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT listings_auction_public(%s)", [auction_id])
        state = cursor.fetchone()[0]
    return json.loads(state) if isinstance(state, str) else state


def admission_of(auction: Auction, organisation: Organisation | None) -> Admission | None:
    return auction.admissions.filter(bidder=organisation).first() if organisation else None


def bidder_codes(auction: Auction) -> dict[int, str]:
    """By organisation: the code under which it bids in this lot."""
    return dict(auction.admissions.values_list("bidder_id", "bidder_code"))


@dataclass(frozen=True)
class AuctionTerms:
    """The terms of a bidding to come, as the rules of its listing set them (R3-51)."""

    lead: RuleValue
    duration: RuleValue
    window: RuleValue
    extension: RuleValue


def terms_to_come(listing: Listing) -> AuctionTerms:
    keys = (RuleKey.BIDDING_LEAD, RuleKey.BIDDING_DURATION, RuleKey.EXTENSION_WINDOW, RuleKey.EXTENSION)
    return AuctionTerms(*(rule(key, rule_set=listing.rule_set) for key in keys))


def auction_number(code: str) -> int | None:
    """The lot under the code of its listing."""
    return Auction.objects.filter(listing__code=code).values_list("pk", flat=True).first()
