from datetime import datetime

from django.db.models import QuerySet

from listings.enums import ListingState, Regime
from listings.models import Listing, Suspension
from listings.selectors.notice_plan import buyer_named
from listings.selectors.objection import holding_objection
from tte.accounts.models import Organisation
from tte.common.clock import ClockTimestamp


def due_notices() -> QuerySet[Listing]:
    """Listings whose notice is over by the database's clock, the longest overdue first."""
    return Listing.objects.filter(state=ListingState.IN_NOTICE, notice_ends_at__lte=ClockTimestamp()).order_by(
        "notice_ends_at"
    )


def provisional_notices() -> QuerySet[Listing]:
    """Listings in notice whose end was counted over a year without an official calendar."""
    return Listing.objects.filter(state=ListingState.IN_NOTICE, notice_provisional=True).order_by("pk")


def listings() -> QuerySet[Listing]:
    """Listings with everything their page shows first."""
    return Listing.objects.select_related(
        *("achievement__holder", "achievement__case__office", "holder", "exchange", "auction", "deal__disclosure"),
        *("previous", "outside_sale"),
    )


def listings_read_now() -> QuerySet[Listing]:
    """Each with the moment, by the database's clock, at which it is read, and whether an objection holds it then."""
    return listings().annotate(read_at=ClockTimestamp(), is_held=holding_objection())


def takes_intents(listing: Listing, now: datetime) -> bool:
    """Intents are registered inside the notice (S4); bidders of an auctioneer's sale go to the auctioneer."""
    runs = listing.state == ListingState.IN_NOTICE and now < listing.notice_ends_at
    return runs and listing.regime != Regime.AUCTION


def is_intended_buyer(listing: Listing, organisation: Organisation) -> bool:
    """Whether a negotiated price in publicity was negotiated with this organisation (R3-03)."""
    if listing.intended_buyer_id:
        return listing.intended_buyer_id == organisation.pk
    return buyer_named(listing.intended_buyer_name) == organisation


def overdue_suspensions() -> QuerySet[Suspension]:
    """Suspensions that have lasted as long as they may, of which the exchange has not been reminded."""
    due = Suspension.objects.filter(ended_at=None, reminder_sent=False, due_at__lte=ClockTimestamp())
    return due.select_related("listing").order_by("due_at")
