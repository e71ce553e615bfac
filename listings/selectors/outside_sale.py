"""The sale of a licensed auctioneer: what it still waits for, and how a further one is stated."""

from collections.abc import Mapping
from datetime import datetime

from listings.enums import ListingState, Regime
from listings.models import Listing, NoticePlan
from listings.models.notice_plan import SaleTerms
from listings.selectors.notice_plan import SALE_FIELDS

MOMENTS = ("viewing_from", "viewing_until", "sale_at")


def awaits_buyer(listing: Listing) -> bool:
    """Sold outside, and its buyer is not yet known here: there is no deal."""
    is_sold = listing.regime == Regime.AUCTION and listing.state == ListingState.SOLD
    return is_sold and getattr(listing, "deal", None) is None


def kept_sale(given: Mapping[str, object]) -> dict[str, str]:
    """The terms of a sale as a row keeps them: moments as text."""
    return {name: _kept(given.get(name)) for name in SALE_FIELDS}


def _kept(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value or "")


def sale_in(kept: Mapping[str, str]) -> SaleTerms:
    """What was kept, as a plan that is not saved."""
    moments = {name: datetime.fromisoformat(kept[name]) for name in MOMENTS if kept.get(name)}
    return NoticePlan(**{name: kept.get(name, "") for name in SALE_FIELDS if name not in MOMENTS}, **moments)
