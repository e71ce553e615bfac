"""Fills an empty database with a small living market, by the same services that people use.

History cannot be waited for: where a notice or a bidding must already be over, its dates are moved into the past
before the service that ends it is called. Nothing else is written around the services, but the first bodies and people.
"""

import json
import secrets
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.db import connection
from stdnum.cn.uscc import calc_check_digit

from contracts.models import Contract
from contracts.services.certificate import issue_certificate
from contracts.services.contract import draft_from_deal, file_contract
from contracts.services.contract import save_draft as save_contract
from contracts.services.registration import register_contract
from contracts.services.review import accept_contract, claim_contract, recommend_registration
from institutions.models import Agency
from listings.enums import AuctionState
from listings.models import Achievement, Auction, Deal, Disclosure, Intent, Listing
from listings.services.achievement import (
    declare_secrecy,
    forward_achievement,
    return_achievement,
    save_draft,
    submit_achievement,
    withdraw_achievement,
)
from listings.services.auction import close_auction, open_auction
from listings.services.audit import approve_achievement, ask_correction, refuse_achievement
from listings.services.bid import place_bid
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.intent import record_deposit, register_intent
from listings.services.listing import end_notice
from listings.services.negotiation import accept_offer, make_offer
from listings.services.qualification import open_competition, qualify_bidder
from listings.services.right import name_right
from tte.accounts.actor import Actor, has_permission
from tte.accounts.enums import IdentifierScheme
from tte.accounts.models import Membership, Organisation, OrganisationIdentifier, User
from tte.accounts.roles import Permission
from tte.accounts.selectors.membership import running_memberships
from tte.accounts.services.person import create_person
from tte.casework.models import Case, CheckRun
from tte.casework.running import run_checks
from tte.casework.services import claim_case
from tte.common.clock import now, today
from tte.common.errors import DomainError
from tte.longwork.services import start_work
from tte.ops.demo.imports import import_results
from tte.ops.demo.papers import contract_paper
from tte.ops.demo.people import BODIES, PEOPLE, Person

SAMPLE = Path(__file__).with_name("achievements.json")


class NotEmpty(DomainError):
    code = "not_empty"


class Market:
    """The people of the demonstration by their keys, as actors."""

    def __init__(self) -> None:
        self.bodies: dict[str, Organisation] = {}
        self.people: dict[str, dict[str, Actor]] = {}

    def actor(self, key: str, role: str = "") -> Actor:
        posts = self.people[key]
        return posts[role] if role else next(iter(posts.values()))

    def poster(self, key: str) -> Actor:
        """The post in which this person may enter achievements."""
        return next(post for post in self.people[key].values() if has_permission(post, Permission.ACHIEVEMENT_POST))


def seed(*, password_of: Callable[[Person], str], say: Callable[[str], None]) -> Market:
    """Fill an empty database with bodies, people and thirty achievements in every state; refuse any other."""
    if Organisation.objects.exists():
        raise NotEmpty("The database already holds organisations; seeding only fills an empty one")
    market = Market()
    _make_bodies(market)
    _make_people(market, password_of)
    say(f"{len(BODIES)} organisations, {len(PEOPLE)} people")
    items = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for item in (shown := [item for item in items if item["stage"] != "spare"]):
        STAGES[item["stage"]](market, item)
    say(f"{len(shown)} achievements in every state")
    import_results(market.actor("lin", "officer"), market.actor("wang"))
    _export_of(market)
    return market


def _export_of(market: Market) -> None:
    """A register file that a worker prepares, so that the list of long work has one."""
    arguments = {"form": "xlsx", "year": str(today().year), "region": "", "side": "output"}
    start_work(kind="statistics.register", by=market.actor("he"), arguments=arguments)


def open_fresh_bidding() -> Auction | None:
    """Open a bidding, with the spare result posted least often, unless one stays open for a quarter of an hour."""
    if Auction.objects.filter(state=AuctionState.OPEN, closes_at__gt=now() + timedelta(minutes=15)).exists():
        return None
    spares = [item for item in json.loads(SAMPLE.read_text(encoding="utf-8")) if item["stage"] == "spare"]
    posted = Achievement.objects.filter(title_zh__in=[item["title_zh"] for item in spares])
    times = Counter(posted.values_list("title_zh", flat=True))
    return _bidding(_found_market(), min(spares, key=lambda item: times[item["title_zh"]]))


def _found_market() -> Market:
    """The market that an earlier run has seeded."""
    market = Market()
    users = {user.email: user for user in User.objects.filter(email__in=[person.email for person in PEOPLE])}
    for person in PEOPLE:
        user = users[person.email]
        market.people[person.key] = {post.role: Actor(user, post) for post in running_memberships(user)}
    return market


def _make_bodies(market: Market) -> None:
    for body in BODIES:
        organisation = Organisation.objects.create(
            code=body.code,
            kind=body.kind,
            name_zh=body.name_zh,
            name_en=body.name_en,
            party_type=body.party_type,
            region_code=body.region_code,
        )
        code = body.credit_code_base + calc_check_digit(body.credit_code_base)
        OrganisationIdentifier.objects.create(
            organisation=organisation, scheme=IdentifierScheme.CREDIT_CODE, value=code
        )
        if body.point:
            Agency.objects.create(organisation=organisation, region_code=body.region_code, point=body.point)
        market.bodies[body.code] = organisation


def _make_people(market: Market, password_of: Callable[[Person], str]) -> None:
    for person in PEOPLE:
        user = create_person(
            email=person.email, name=person.name, password=password_of(person), language=person.language
        )
        market.people[person.key] = {
            role: Actor(user, Membership.objects.create(user=user, organisation=market.bodies[body], role=role))
            for body, role in person.posts
        }


# --- from the draft to the listing -----------------------------------------------------------------------------------

OFFICERS = {"yunlu": "lin", "jiangzhou": "luo", "mingze": "yan"}
REGISTRARS = {"yunlu": ("peng", "deng"), "jiangzhou": ("song", "shao"), "mingze": ("song", "shao")}


def _draft(market: Market, item: dict) -> Achievement:
    by = market.poster(item["by"])
    achievement = declare_secrecy(
        level="public", reviewer_name=by.user.name, reviewed_on=today() - timedelta(days=9), by=by
    )
    university = item["holder"] in ("yunlu", "jiangzhou")
    achievement = save_draft(
        achievement=achievement,
        by=by,
        title_zh=item["title_zh"],
        title_en=item["title_en"],
        abstract_zh=item["abstract_zh"],
        abstract_en=item["abstract_en"],
        field=item["field"],
        maturity=item["maturity"],
        regime="LIST-PUB" if university else "LIST-PRIV",
        right_offered=item["right"],
        price=Decimal(item["price"]),
        price_basis="评估报告与校长办公会纪要" if university else "总经理办公会纪要",
        increment=Decimal(item["increment"]),
    )
    for ip_type, number in item["ip"]:
        name_right(achievement=achievement, ip_type=ip_type, number=_checked(ip_type, number), expires_on=None, by=by)
    return achievement


def _checked(ip_type: str, number: str) -> str:
    """A patent number with its check digit (R4-20); other rights carry their number as it is."""
    if not ip_type.startswith("1"):
        return number
    total = sum(int(digit) * weight for digit, weight in zip(number, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5], strict=True))
    return f"{number}.{'X' if total % 11 == 10 else total % 11}"


def _submitted(market: Market, item: dict) -> Achievement:
    achievement = _draft(market, item)
    return submit_achievement(achievement=achievement, by=market.poster(item["by"]))


def _returned(market: Market, item: dict) -> Achievement:
    reason = "请补充田间试验的年份与地点。"
    return return_achievement(
        achievement=_submitted(market, item), reason=reason, by=market.actor(OFFICERS[item["holder"]], "officer")
    )


def _withdrawn(market: Market, item: dict) -> None:
    withdraw_achievement(achievement=_submitted(market, item), by=market.poster(item["by"]))


def _in_audit(market: Market, item: dict) -> Achievement:
    achievement = _submitted(market, item)
    forward_achievement(achievement=achievement, by=market.actor(OFFICERS[item["holder"]], "officer"))
    achievement.refresh_from_db()
    _check(achievement.case)
    return achievement


def _check(case: Case) -> None:
    for run in CheckRun.objects.filter(case=case, finished_at=None).order_by("pk"):
        run_checks(run_id=run.pk)


def _claimed(market: Market, item: dict) -> Achievement:
    achievement = _in_audit(market, item)
    claim_case(case=achievement.case, by=market.actor("wang"))
    return achievement


def _correction(market: Market, item: dict) -> None:
    text = "请补充软件著作权登记证书扫描件。"
    ask_correction(achievement=_claimed(market, item), reason_code="E3", text=text, by=market.actor("wang"))


def _refused(market: Market, item: dict) -> None:
    text = "权属材料显示该成果属于另一单位的在研项目。"
    refuse_achievement(achievement=_claimed(market, item), reason_code="E2", text=text, by=market.actor("wang"))


def _listed(market: Market, item: dict) -> Listing:
    return approve_achievement(achievement=_claimed(market, item), text="", by=market.actor("wang"))


# --- from the intent to the deal -------------------------------------------------------------------------------------


def _intend(market: Market, listing: Listing, *keys: str) -> list[Intent]:
    intents = []
    for number, key in enumerate(keys, start=1):
        intent = register_intent(
            listing=listing,
            undertakings=True,
            related_party=False,
            request_key=secrets.token_hex(8),
            by=market.actor(key, "agent"),
        )
        record_deposit(intent=intent, bank_reference=f"DEMO-{listing.pk:04d}-{number}", by=market.actor("fang"))
        intent.refresh_from_db()
        intents.append(intent)
    return intents


def _end_notice_now(listing: Listing) -> Listing:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE listings_listing SET listed_at = listed_at - interval '20 days',"
            " notice_ends_at = clock_timestamp() - interval '1 second' WHERE id = %s",
            [listing.pk],
        )
    end_notice(listing=listing)
    listing.refresh_from_db()
    return listing


def _qualifying(market: Market, item: dict) -> None:
    listing = _listed(market, item)
    _intend(market, listing, "meng", "carter")
    _end_notice_now(listing)


def _expired(market: Market, item: dict) -> None:
    listing = _end_notice_now(_listed(market, item))
    open_competition(listing=listing, by=market.actor("wang"))


def _competing(market: Market, item: dict, *keys: str) -> Listing:
    listing = _listed(market, item)
    intents = _intend(market, listing, *keys)
    _end_notice_now(listing)
    for intent in intents:
        qualify_bidder(intent=intent, by=market.actor("wang"))
    open_competition(listing=listing, by=market.actor("wang"))
    listing.refresh_from_db()
    return listing


def _negotiating(market: Market, item: dict) -> None:
    _competing(market, item, "meng")


def _bidding(market: Market, item: dict) -> Auction:
    """Two bidders admitted and two bids placed in a bidding that is open now."""
    listing = _competing(market, item, "meng", "carter")
    auction = listing.auction
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE listings_auction SET opens_at = clock_timestamp() - interval '1 second' WHERE id = %s", [auction.pk]
        )
    open_auction(auction_id=auction.pk)
    for key, steps in (("meng", 0), ("carter", 1), ("meng", 2)):
        place_bid(
            auction_id=auction.pk,
            amount=auction.start_price + steps * auction.increment,
            request_key=secrets.token_hex(8),
            by=market.actor(key, "agent"),
        )
    return auction


def _bidding_sold(market: Market, item: dict) -> None:
    auction = _bidding(market, item)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE listings_auction SET announced_close_at = clock_timestamp(), closes_at = clock_timestamp()"
            " + interval '1 millisecond' WHERE id = %s",
            [auction.pk],
        )
        cursor.execute("SELECT pg_sleep(0.01)")
    close_auction(auction_id=auction.pk)


def _deal(market: Market, item: dict) -> Deal:
    buyer = "carter" if item["holder"] == "yunlu" else "meng"
    listing = _competing(market, item, buyer)
    offer = make_offer(
        listing=listing,
        amount=listing.price,
        request_key=secrets.token_hex(8),
        by=market.actor(buyer, "agent"),
    )
    deal = accept_offer(offer=offer, by=market.actor(OFFICERS[item["holder"]], "officer"))
    return confirm_deal(deal=deal, by=market.actor("wang"))


def _disclosed(market: Market, item: dict) -> Deal:
    deal = _deal(market, item)
    Disclosure.objects.filter(deal=deal).update(due_at=deal.struck_at)
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    return deal


# --- from the deal to the certificate --------------------------------------------------------------------------------


def _filed(market: Market, item: dict) -> Contract:
    officer = market.actor(OFFICERS[item["holder"]], "officer")
    contract = draft_from_deal(deal=_disclosed(market, item), by=officer)
    signed = today() - timedelta(days=2)
    fields = {"signed_on": signed, "begins_on": signed, "ends_on": date(signed.year + 5, 1, 31)}
    fields |= {"objective": "10", "payment_method": "LS"}
    items = [{"kind": "materials", "name": "试用材料", "quantity": 1, "amount": (contract.total_amount / 20)}]
    paper = contract_paper(contract)
    contract = save_contract(contract=contract, by=officer, items=items, upload=paper, **fields)
    contract = file_contract(contract=contract, by=officer)
    _check(contract.case)
    return contract


def _registered(market: Market, item: dict) -> None:
    contract = _filed(market, item)
    registrar, reviewer = (market.actor(key) for key in REGISTRARS[item["holder"]])
    contract = claim_contract(contract=contract, by=registrar)
    contract = accept_contract(contract=contract, by=registrar)
    technology = contract.total_amount - contract.total_amount / 20
    recommend_registration(contract=contract, technology_amount=technology, text="", by=registrar)
    contract = claim_contract(contract=contract, by=reviewer)
    registration = register_contract(contract=contract, by=reviewer, text="")
    issue_certificate(registration_id=registration.pk)


STAGES: dict[str, Callable[[Market, dict], object]] = {
    "draft": _draft,
    "submitted": _submitted,
    "returned": _returned,
    "withdrawn": _withdrawn,
    "in_audit": _in_audit,
    "correction": _correction,
    "refused": _refused,
    "in_notice": _listed,
    "qualifying": _qualifying,
    "expired": _expired,
    "negotiating": _negotiating,
    "bidding_open": _bidding,
    "bidding_sold": _bidding_sold,
    "disclosed": _disclosed,
    "contract_review": _filed,
    "registered": _registered,
}
