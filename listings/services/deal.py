"""A price struck, confirmed with real names (S7), and what follows from it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import DealMode, IntentState, ListingState
from listings.lifecycles import LISTING
from listings.models import Deal, Disclosure, Listing
from listings.notices.bidding import (
    DEAL_CONFIRMED,
    DEAL_LOST,
    DEAL_STRUCK,
    DEAL_TO_CONFIRM,
    deal_path,
    intent_path,
)
from listings.notices.supply import title_values
from listings.permissions.stake import is_related
from listings.selectors.disclosure import disclosure_due
from listings.selectors.objection import stops_listing
from listings.selectors.people import agents_of, officers_of_holder
from listings.selectors.stake import free_auditors_of
from listings.services.hold import refuse_held
from listings.services.stake import refuse_stake
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.common.clock import now, official_date
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.notices.services import notify
from tte.trail.services import advance, record


class DealStopped(DomainError):
    code = "deal_stopped"


@transaction.atomic
def strike_deal(*, listing: Listing, buyer: Organisation, price: Decimal, mode: DealMode, by: Actor | None) -> Deal:
    """The deal of a listing whose price was found here, once."""
    advance(listing, "strike", lifecycle=LISTING, by=by, price=str(price), mode=str(mode))
    qualified = listing.intents.filter(state=IntentState.QUALIFIED, bidder=buyer)
    return make_deal(
        listing=listing,
        buyer=buyer,
        price=price,
        mode=mode,
        related_party=qualified.filter(related_party=True).exists(),
        by=by,
    )


@transaction.atomic
def make_deal(
    *, listing: Listing, buyer: Organisation, price: Decimal, mode: DealMode, related_party: bool, by: Actor | None
) -> Deal:
    """The deal of a listing that is sold; its disclosure is owed from this moment (R3-29)."""
    struck_at = now()
    day = official_date(struck_at)
    qualified = list(listing.intents.filter(state=IntentState.QUALIFIED).select_related("bidder"))
    deal = Deal.objects.create(
        listing=listing,
        code=yearly_code("D{yy}-{number:05d}", series="deal-{year}", on=day),
        seller=listing.holder,
        buyer=buyer,
        mode=mode,
        price=price,
        qualified_bidders=len(qualified),
        related_party=related_party or is_related(buyer, listing),
        struck_at=struck_at,
    )
    due = disclosure_due(deal)
    Disclosure.objects.create(
        deal=deal,
        code=yearly_code("GS{yy}-{number:05d}", series="disclosure-{year}", on=day),
        due_at=due.at,
        due_provisional=due.provisional,
    )
    record("deal.strike", deal, by=by, listing=listing.code, price=str(price), mode=str(mode))
    _tell_everybody(deal, losers=[intent.bidder for intent in qualified if intent.bidder_id != buyer.pk])
    return deal


def _tell_everybody(deal: Deal, losers: list[Organisation]) -> None:
    listing = deal.listing
    values: dict[str, Any] = {"title": title_values(listing.achievement), "price": deal.price}
    parties = [*agents_of(deal.buyer), *officers_of_holder(listing)]
    notify(DEAL_STRUCK, parties, subject=deal, url=deal_path(deal), **values)
    for bidder in losers:
        notify(DEAL_LOST, agents_of(bidder), subject=deal, url=intent_path(listing), **values)
    notify(
        DEAL_TO_CONFIRM,
        free_auditors_of(listing),
        subject=deal,
        url=deal_path(deal),
        seller=deal.seller,
        buyer=deal.buyer,
        **values,
    )


@transaction.atomic
def confirm_deal(*, deal: Deal, by: Actor) -> Deal:
    """The exchange confirms the deal with the names of both sides; a second confirmation changes nothing.

    The listing is locked first, so that no objection is admitted or upheld in between.
    """
    listing = lock(deal.listing)
    deal = lock(deal)
    if deal.confirmed_at:
        return deal
    refuse_stake(listing, by)
    if listing.state == ListingState.TERMINATED:
        raise DealStopped(_("An objection was upheld and has ended the deal: it is not signed (R3-05)"))
    if stops_listing(listing):
        raise DealStopped(_("An objection is under examination: the deal is not signed before it is decided (R3-05)"))
    refuse_held(listing)
    Deal.objects.filter(pk=deal.pk).update(confirmed_at=now(), confirmed_by=by.user)
    deal.refresh_from_db()
    record("deal.confirm", deal, by=by, seller=deal.seller.code, buyer=deal.buyer.code, price=str(deal.price))
    notify(
        DEAL_CONFIRMED,
        [*agents_of(deal.buyer), *officers_of_holder(deal.listing)],
        subject=deal,
        url=deal_path(deal),
        title=title_values(deal.listing.achievement),
        price=deal.price,
        seller=deal.seller,
        buyer=deal.buyer,
    )
    return deal
