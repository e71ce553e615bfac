"""The sale of a licensed auctioneer: what it still waits for, and how a further one is stated."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from listings.enums import ListingState, Regime
from listings.models import Listing, NoticePlan, Suspension
from listings.models.notice_plan import SaleTerms
from listings.selectors.notice_period import counted, minimum_of, remaining_of
from listings.selectors.notice_plan import SALE_FIELDS, is_long_enough
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule

MOMENTS = ("viewing_from", "viewing_until", "sale_at")
SALE_LABELS = {
    "auctioneer": _("Auctioneer"),
    "licence_number": _("Number of its licence"),
    "viewing_place": _("Place of the viewing"),
    "viewing_from": _("Viewing from"),
    "viewing_until": _("Viewing until"),
    "sale_place": _("Place of the sale"),
    "sale_at": _("Time of the sale"),
}


def awaits_buyer(listing: Listing) -> bool:
    """Sold outside, and its buyer is not yet known here: there is no deal."""
    is_sold = listing.regime == Regime.AUCTION and listing.state == ListingState.SOLD
    return is_sold and getattr(listing, "deal", None) is None


def may_move_sale(listing: Listing) -> bool:
    """Suspended within the notice of its sale: a resumption may state other hours."""
    if listing.regime != Regime.AUCTION or listing.state != ListingState.SUSPENDED:
        return False
    return listing.suspensions.filter(ended_at=None, state_before=ListingState.IN_NOTICE).exists()


def sale_stands(listing: Listing, suspension: Suspension, at: datetime) -> bool:
    """Whether its hours still leave the rest of the notice, and one may look at it long enough (R3-30, R3-41)."""
    sale = listing.outside_sale
    if sale.sale_at is None or sale.viewing_from is None or sale.viewing_until is None:
        return False
    rest = counted(minimum_of(listing), remaining_of(listing, suspension.elapsed), listing.counted_unit)
    if sale.sale_at < period_end(at, rest).at:
        return False
    was_viewed = sale.viewing_until <= suspension.began_at
    return was_viewed or is_long_enough(max(sale.viewing_from, at), sale.viewing_until, rule(RuleKey.VIEWING))


def kept_sale(given: Mapping[str, object]) -> dict[str, str]:
    """The terms of a sale as a row keeps them: moments as text."""
    return {name: _kept(given.get(name)) for name in SALE_FIELDS}


def _kept(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value or "")


def sale_in(kept: Mapping[str, str]) -> SaleTerms:
    """What was kept, as a plan that is not saved."""
    moments = {name: datetime.fromisoformat(kept[name]) for name in MOMENTS if kept.get(name)}
    return NoticePlan(**{name: kept.get(name, "") for name in SALE_FIELDS if name not in MOMENTS}, **moments)


def stated_otherwise(sale: SaleTerms, terms: Mapping[str, str]) -> list[str]:
    """The names of what these terms state otherwise; a page knows no seconds."""
    stated = sale_in(terms)
    return [name for name in SALE_FIELDS if _to_minute(getattr(stated, name)) != _to_minute(getattr(sale, name))]


def _to_minute(value: object) -> object:
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value
