"""A licensed auctioneer's sale outside: its result is recorded and announced, a sale becomes a deal.

After a suspension it keeps its hours or gets others.
"""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import AnnouncementKind, DealMode, ListingState, Regime, SaleResult
from listings.lifecycles import LISTING
from listings.models import Deal, Listing, OutsideSale, Suspension
from listings.selectors.outside_sale import awaits_buyer, kept_sale, sale_in, sale_stands, stated_otherwise
from listings.selectors.public_record import party_name
from listings.services.announcement import announce
from listings.services.deal import make_deal
from listings.services.listing import SaleNotReady, the_buyer
from listings.services.public_words import refuse_unfit
from listings.services.relisting import refuse_sale
from listings.services.stake import refuse_stake
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import advance


class ResultIncomplete(DomainError):
    code = "result_incomplete"
    field = "price"


class NameInText(DomainError):
    code = "name_in_text"
    field = "text"


class BuyerUnknown(DomainError):
    """The deal is made with an organisation that is registered here."""

    code = "buyer_unknown"
    field = "buyer_name"


@transaction.atomic
def record_sale(
    *,
    listing: Listing,
    result: str,
    price: Decimal | None,
    buyer_name: str,
    text: str,
    by: Actor,
    related_party: bool = False,
) -> Listing:
    """Record once what the auctioneer reports; sold at a price to somebody, or not sold: the listing ends.

    Where the buyer is registered here the sale is a deal at once, with its disclosure and its contract (R3-29). Of a
    natural person the announcement says the family name (R8-20).
    """
    listing = lock(listing)
    refuse_stake(listing, by)
    if listing.regime != Regime.AUCTION or listing.state != ListingState.QUALIFYING:
        raise DomainError(_("A result is recorded once the auctioneer's sale is over"), code="no_sale_to_record")
    is_sold = result == SaleResult.SOLD
    if is_sold and (price is None or not buyer_name.strip()):
        raise ResultIncomplete(_("State the price and the buyer of the sale"))
    buyer = the_buyer(buyer_name) if is_sold else None
    shown = _shown_name(buyer_name, buyer, text) if is_sold else ""
    facts = {"price": price if is_sold else None, "buyer_name": buyer_name if is_sold else ""}
    OutsideSale.objects.filter(listing=listing, recorded_at=None).update(
        result=result, recorded_at=now(), recorded_by=by.user, **facts
    )
    advance(listing, "record_sale" if is_sold else "expire", lifecycle=LISTING, by=by, result=result)
    after = {"sale_price": str(price), "buyer": shown} if is_sold else {}
    announce(
        listing=listing,
        kind=AnnouncementKind.SALE,
        text=text or (str(SaleResult(result).label)),
        after=after,
        by=by,
    )
    if buyer is not None and price is not None:
        _deal_of(listing, buyer, price, related_party=related_party, by=by)
    return listing


def _shown_name(typed: str, buyer: Organisation | None, text: str) -> str:
    """The name that the announcement may say; its words do not say more."""
    shown = party_name(typed, buyer)
    if shown != typed and typed.strip() in text:
        raise NameInText(_("The words name the buyer, a natural person: leave the name out (R8-20)"))
    return shown


def move_sale(*, listing: Listing, suspension: Suspension, terms: dict[str, str]) -> tuple[dict, dict]:
    """Let the sale keep its hours where they leave its notice and its viewing their time, else have the terms state it.

    A sale stated otherwise is a new one to its public: the whole notice lies before it (R3-30). Returns what was and
    is. The caller resumes the listing and holds its lock.
    """
    sale = listing.outside_sale
    names = stated_otherwise(sale, terms) if terms else []
    if not names:
        if sale_stands(listing, suspension, suspension.ended_at or now()):
            return {}, {}
        raise SaleNotReady(_("After this suspension the sale or its viewing comes too soon: state other hours"))
    refuse_sale(terms)
    for name in ("auctioneer", "viewing_place", "sale_place"):
        refuse_unfit(terms[name], field=name)
    before, stated = kept_sale(vars(sale)), sale_in(terms)
    for name in names:
        setattr(sale, name, getattr(stated, name))
    sale.save(update_fields=names)
    after = kept_sale(vars(sale))
    return {name: before[name] for name in names}, {name: after[name] for name in names}


@transaction.atomic
def name_buyer(*, listing: Listing, buyer_name: str, by: Actor, related_party: bool = False) -> Deal:
    """The buyer of a recorded sale has registered since: the sale becomes a deal."""
    listing = lock(listing)
    refuse_stake(listing, by)
    if not awaits_buyer(listing):
        raise DomainError(_("No recorded sale waits for its buyer here"), code="no_sale_to_name")
    buyer, price = the_buyer(buyer_name), listing.outside_sale.price
    if buyer is None or price is None:
        raise BuyerUnknown(_("No organisation of this name or number is registered here; let the buyer register first"))
    return _deal_of(listing, buyer, price, related_party=related_party, by=by)


def _deal_of(listing: Listing, buyer: Organisation, price: Decimal, *, related_party: bool, by: Actor) -> Deal:
    if buyer == listing.holder:
        raise BuyerUnknown(_("The holder cannot be its own buyer"))
    deal = make_deal(
        listing=listing, buyer=buyer, price=price, mode=DealMode.AUCTION, related_party=related_party, by=by
    )
    refuse_stake(listing, by)  # the buyer is a side from here on
    return deal
