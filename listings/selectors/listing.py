from datetime import datetime

from django.db.models import QuerySet

from listings.enums import ListingState
from listings.models import Listing
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
        "achievement__holder", "achievement__case__office", "holder", "exchange", "auction", "deal__disclosure"
    )


def takes_intents(listing: Listing, now: datetime) -> bool:
    """Intents are registered inside the notice (S4)."""
    return listing.state == ListingState.IN_NOTICE and now < listing.notice_ends_at
