"""From the intent to the disclosed deal: notice, deposits, qualification, negotiation."""

from collections.abc import Sequence
from datetime import timedelta

from listings.models import Deal, Listing
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.intent import record_deposit, register_intent, settle_deposit
from listings.services.listing import end_notice
from listings.services.negotiation import accept_offer, make_offer
from listings.services.qualification import disqualify_bidder, open_competition, qualify_bidder
from tte.accounts.enums import Role
from tte.ops.demo.market import Market
from tte.ops.demo.rooms import show_in_confidence
from tte.ops.demo.supply import ROOMS, auditor_of, listed, officer_of
from tte.ops.demo.talks import converse

TAKERS = {
    "yunlu": "carter",
    "jiangzhou": "meng",
    "beichen": "li",
    "nanyu": "meng",
    "qingya": "carter",
    "songyang": "yan",
    "mingze": "zhao",
    "chenghai": "zhao",
}


def in_notice(market: Market, item: dict) -> Listing:
    """Some enterprises have registered already, and one has paid its deposit."""
    listing = listed(market, item)
    if item["key"] in ROOMS:
        show_in_confidence(market, item, listing)
        converse(market, item, listing)
    takers = ("meng", "carter", "li", "yan")[: len(item["title_en"]) % 4]
    for number, key in enumerate(takers):
        if item["holder"] == market.actor(key).organisation.code:
            continue
        market.clock.work(hours=3)
        if not market.clock.shift:
            break
        intend(market, listing, key, paid=(number + listing.pk) % 3 < 2)
    return listing


def intend(market: Market, listing: Listing, key: str, *, paid: bool = True, related: bool = False) -> None:
    bidder = market.actor(key, Role.AGENT)
    intent = register_intent(
        listing=listing,
        undertakings=True,
        related_party=related,
        by=bidder,
    )
    market.clock.work(hours=4)
    if paid:
        reference = f"DEMO-{listing.pk:04d}-{bidder.organisation.pk}"
        record_deposit(intent=intent, bank_reference=reference, by=market.actor("fang"))


def after_notice(market: Market, item: dict, takers: Sequence[str]) -> Listing:
    """A listing whose notice is over, with the intents of those takers and their deposits."""
    listing = listed(market, item)
    for key in takers:
        market.clock.work(hours=9)
        intend(market, listing, key)
    market.clock.to(listing.notice_ends_at + timedelta(seconds=1))
    end_notice(listing=listing)
    listing.refresh_from_db()
    return listing


def qualifying(market: Market, item: dict) -> None:
    """One bidder is qualified, one turned down, one waits."""
    listing = after_notice(market, item, ("meng", "carter", "li"))
    market.clock.work(hours=4)
    by = auditor_of(market, item)
    first, second, _third = listing.intents.order_by("pk")
    qualify_bidder(intent=first, by=by)
    market.clock.work(hours=0.5)
    reason = "未提供与受让条件相符的实施资质。"
    disqualify_bidder(intent=second, reason=reason, by=by)


def competing(market: Market, item: dict, takers: Sequence[str]) -> Listing:
    listing = after_notice(market, item, takers)
    market.clock.work(hours=5)
    for intent in listing.intents.order_by("pk"):
        qualify_bidder(intent=intent, by=auditor_of(market, item))
    return listing


def opened(market: Market, item: dict, listing: Listing) -> Listing:
    open_competition(listing=listing, by=auditor_of(market, item))
    listing.refresh_from_db()
    return listing


def expired(market: Market, item: dict) -> None:
    opened(market, item, competing(market, item, ()))


def taker_of(item: dict) -> str:
    return TAKERS[item["holder"]]


def negotiating(market: Market, item: dict) -> Listing:
    """The sole taker has made an offer."""
    taker = taker_of(item)
    listing = opened(market, item, competing(market, item, (taker,)))
    market.clock.work(hours=20)
    by = market.actor(taker, Role.AGENT)
    make_offer(listing=listing, amount=listing.price, by=by)
    return listing


def struck(market: Market, item: dict) -> Deal:
    """The taker has bettered its offer by one step, and the seller has accepted."""
    listing = negotiating(market, item)
    market.clock.work(hours=6)
    better = make_offer(
        listing=listing,
        amount=listing.price + listing.increment,
        by=market.actor(taker_of(item), Role.AGENT),
    )
    market.clock.work(hours=3)
    return accept_offer(offer=better, by=officer_of(market, item))


def disclosed(market: Market, item: dict) -> Deal:
    return disclose(market, item, struck(market, item))


def disclose(market: Market, item: dict, deal: Deal) -> Deal:
    market.clock.work(hours=2)
    deal = confirm_deal(deal=deal, by=auditor_of(market, item))
    market.clock.to(max(market.clock.now(), deal.disclosure.due_at) + timedelta(seconds=2))
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    market.clock.work(hours=20)
    for intent in deal.listing.intents.order_by("pk"):
        reference = f"DEMO-{deal.code}-{intent.pk}"
        settle_deposit(intent=intent, bank_reference=reference, by=market.actor("fang"))
    return deal
