"""Lots to bid on, made straight in the database: an exchange, a holder, bidders with agents, and open biddings."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from listings.models import Achievement, Admission, Auction, Intent, Listing, SecrecyDeclaration
from tte.accounts.actor import Actor
from tte.accounts.models import Membership, Organisation, User
from tte.common.clock import now

START, STEP = Decimal(1_000_000), Decimal(20_000)


@dataclass(frozen=True)
class Market:
    exchange: Organisation
    holder: Organisation
    bidders: list[Actor]


def make_market(tag: str, bidders: int) -> Market:
    """An exchange, a holder and that many enterprises with one agent each; `tag` keeps them apart from others."""
    exchange = _organisation(f"{tag}-exchange", "exchange", "0111")
    holder = _organisation(f"{tag}-holder", "holder", "0221")
    _member(f"{tag}-officer@battery.example", holder, "officer")
    _member(f"{tag}-auditor@battery.example", exchange, "auditor")
    actors = []
    for number in range(bidders):
        organisation = _organisation(f"{tag}-bidder-{number}", "enterprise", "0311")
        actors.append(_member(f"{tag}-agent-{number}@battery.example", organisation, "agent"))
    return Market(exchange, holder, actors)


def _organisation(code: str, kind: str, party_type: str) -> Organisation:
    return Organisation.objects.create(
        code=code, kind=kind, name_zh=code, name_en=code, party_type=party_type, region_code="3300"
    )


def _member(email: str, organisation: Organisation, role: str) -> Actor:
    user = User(email=email, name=email, language="en")
    user.set_unusable_password()
    user.save()
    return Actor(user, Membership.objects.create(user=user, organisation=organisation, role=role))


def make_lot(
    market: Market,
    code: str,
    *,
    bidders: list[Actor],
    opens_in: timedelta = timedelta(seconds=-1),
    lasts: timedelta = timedelta(minutes=5),
    window: int = 1,
    extension: int = 1,
    start: Decimal = START,
    step: Decimal = STEP,
) -> Auction:
    """One lot whose bidders are admitted, opening `opens_in` from now and lasting `lasts` from then."""
    listing = make_listing(market, code, start, step)
    opens_at = now() + opens_in
    auction = Auction.objects.create(
        listing=listing,
        state="open" if opens_in <= timedelta(0) else "scheduled",
        start_price=start,
        increment=step,
        extension_window_seconds=window,
        extension_seconds=extension,
        opens_at=opens_at,
        announced_close_at=opens_at + lasts,
        closes_at=opens_at + lasts,
        rule_set="DEMO",
    )
    Intent.objects.bulk_create(
        Intent(listing=listing, bidder=actor.organisation, registered_by=actor.user, state="qualified")
        for actor in bidders
    )
    Admission.objects.bulk_create(
        Admission(auction=auction, bidder=actor.organisation, bidder_code=f"B-{number:02d}")
        for number, actor in enumerate(bidders, 1)
    )
    return auction


def make_listing(market: Market, code: str, start: Decimal, step: Decimal) -> Listing:
    officer = market.holder.memberships.get(role="officer").user
    secrecy = SecrecyDeclaration.objects.create(
        level="public",
        reviewer_name="保密办",
        reviewed_on=date(2026, 1, 5),
        organisation=market.holder,
        declared_by=officer,
    )
    achievement = Achievement.objects.create(
        secrecy=secrecy,
        holder=market.holder,
        posted_by=officer,
        code=f"A{code}",
        state="approved",
        title_zh=f"并发试验用成果 {code}",
        title_en=f"Achievement for trial {code}",
        field="05",
        maturity=5,
        regime="LIST-PRIV",
        right_offered="O",
        price=start,
        price_basis="battery",
        increment=step,
    )
    at = now()
    return Listing.objects.create(
        achievement=achievement,
        code=code,
        holder=market.holder,
        exchange=market.exchange,
        state="bidding",
        regime="LIST-PRIV",
        right_offered="O",
        price=start,
        price_basis="battery",
        increment=step,
        deposit=start / 10,
        rule_set="DEMO",
        notice_rule_id="R3-30",
        notice_words_zh="演示",
        notice_words_en="demonstration",
        listed_at=at - timedelta(days=10),
        notice_ends_at=at - timedelta(days=1),
        base_price=start,
        notice_unit="days",
        notice_minimum=9,
        notice_length=9,
        counted_from=at - timedelta(days=10),
        counted_length=9,
        counted_unit="days",
    )
