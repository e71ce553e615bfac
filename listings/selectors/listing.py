from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from listings.enums import ListingState, Regime
from listings.models import Listing, Suspension
from listings.selectors.notice_plan import buyer_named, is_shared_name
from listings.selectors.objection import holding_objection
from tte.accounts.models import Organisation
from tte.common.clock import ClockTimestamp
from tte.common.languages import name_of


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
    """Each with its data room, the moment by the database's clock at which it is read, and whether it is held then."""
    return listings().select_related("data_room").annotate(read_at=ClockTimestamp(), is_held=holding_objection())


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


def may_be_intended_buyer(listing: Listing, organisation: Organisation) -> bool:
    """Whether the notice names this organisation by a name that others here bear too: nobody can tell who is meant."""
    named = listing.intended_buyer_name.strip().casefold()
    own = {organisation.name_zh.casefold(), organisation.name_en.casefold()} - {""}
    return listing.intended_buyer_id is None and named in own and is_shared_name(listing.intended_buyer_name)


def name_is_shared(listing: Listing) -> str:
    """Why whoever may be meant is not let in, and who can help (R3-03)."""
    said = _(
        "The notice names its buyer only as %(name)s, and several organisations here bear that name, so nobody can "
        "tell that yours is meant. Ask %(holder)s to have the notice published with your identification number; "
        "%(exchange)s answers questions."
    )
    holder, exchange = name_of(listing.holder), name_of(listing.exchange)
    return said % {"name": listing.intended_buyer_name, "holder": holder, "exchange": exchange}
