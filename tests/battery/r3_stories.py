"""The commands that matter, told as stories: each yields one command after the other, and goes on once it is done.

A command is a request and what it must have done when it was carried out once: rows counted in the tables, lines
counted in the trail. Nothing here asks the receipts.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count

from contracts.models import Contract
from listings.forms.bid import bidding_pass
from listings.models import Auction, BidIntake, DepositEntry, Intent, Listing, Offer, SecrecyDeclaration
from listings.services.listing import end_notice
from tests.battery.r3_sending import Person, multipart, whole
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.bidding import running_auction
from tests.factories.checklist import every_field
from tests.factories.contracts import filed_contract
from tests.factories.files import PDF
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import (
    OPTIONS,
    audited_achievement,
    finish_checks,
    make_notice_due,
    the_exchange,
)
from tests.factories.notices import NoticeFactory
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.tokens import issue_token
from tte.imports.models import Batch
from tte.imports.running import check_now
from tte.longwork.models import Work
from tte.notices.models import Notice
from tte.trail.models import Event

TOKENS = (Role.AGENT, Role.OFFICER)
LED, MADE, DECIDED = (302,), (201,), (201, 409)


@dataclass(frozen=True)
class Command:
    kind: str
    request: bytes
    effect: Callable[[], int]
    answered: tuple[int, ...] = LED
    changed: bytes = b""  # the same key with another body
    once: int = 1  # what the effect counts when the command was carried out once
    more: int = 0  # what later commands of its story add to the same count


@dataclass
class World:
    """Who stands at the doors, with their browsers, and the lot that all bids are for."""

    people: dict[str, Person]
    tokens: dict[str, str]
    auction: Auction
    numbers: Iterator[int]


def make_world() -> World:
    agency = AgencyFactory().organisation
    holder = OrganisationFactory(kind=OrganisationKind.HOLDER, party_type="0221")
    exchange = the_exchange()
    roles = {
        "researcher": (Role.RESEARCHER, holder),
        "officer": (Role.OFFICER, holder),
        "auditor": (Role.AUDITOR, exchange),
        "finance": (Role.FINANCE, exchange),
        "registrar": (Role.REGISTRAR, agency),
        "reviewer": (Role.REVIEWER, agency),
        "statistician": (Role.STATISTICIAN, agency),
    }
    actors = {name: make_actor(role=role, organisation=place) for name, (role, place) in roles.items()}
    actors |= {f"agent{number}": make_actor(role=Role.AGENT) for number in range(4)}
    agents = [actor for name, actor in actors.items() if name.startswith("agent")]
    return World(
        people={name: Person(actor) for name, actor in actors.items()},
        tokens={name: issue_token(label="r3", by=actor) for name, actor in actors.items() if actor.role in TOKENS},
        auction=running_auction(agents),
        numbers=count(1),
    )


def events(kind: str, key: int) -> Callable[[], int]:
    return Event.objects.filter(kind=kind, subject_key=key).count


def rows(model: type, **named: object) -> Callable[[], int]:
    return model.objects.filter(**named).count


def bids(world: World) -> Iterator[Command]:
    """One by a program and one by a page; accepted or refused, they are decided once."""
    lot, number = world.auction, next(world.numbers)
    name = f"agent{number % 4}"
    person, code = world.people[name], lot.listing.code
    amount = lot.start_price + number * lot.increment
    held = partial(rows, BidIntake, auction=lot, bidder=person.actor.organisation, decision__isnull=False)

    def body(amount: object) -> bytes:
        given = json.dumps({"amount": str(amount), "request_key": f"api-{number}"}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {world.tokens[name]}"}
        return whole(f"/api/v1/bidding/{code}/bids/", headers, given)

    yield Command("bid", body(amount), held(request_key=f"api-{number}"), DECIDED, body(amount + lot.increment))
    given = {"amount": amount, "request_key": f"page-{number}", "bidding_pass": bidding_pass(person.actor, lot, code)}
    click = person.click(f"/bidding/{code}/bid/", **given)
    yield Command("bid on the page", click, held(request_key=f"page-{number}"), (302, 422))


def supply(world: World) -> Iterator[Command]:
    number = next(world.numbers)
    given = {"level": "public", "reviewer_name": f"R3 {number}", "reviewed_on": "2026-01-05"}
    declared = rows(SecrecyDeclaration, reviewer_name=f"R3 {number}")
    yield Command("declaration", world.people["researcher"].click("/achievements/new/", **given), declared)


def trade(world: World) -> Iterator[Command]:
    """From the audit to the draft of the contract, every act at its page's door."""
    people, number = world.people, next(world.numbers)
    case = audited_achievement().case
    audit = f"/audit/{case.reference}"
    yield Command("claim of a case", people["auditor"].click(f"/cases/{case.pk}/claim/"), events("case.claim", case.pk))
    approve = people["auditor"].click(f"{audit}/decide/", conclusion="approve", **every_field())
    yield Command("audit decision", approve, events("case.decide", case.pk))
    listing = Listing.objects.get(achievement__case=case)
    bidder = people[f"agent{number % 4}"]
    given = bidder.click(f"/listings/{listing.code}/intent/", related_party="no", undertakings="on")
    yield Command("intent", given, rows(Intent, listing=listing))
    intent = Intent.objects.get(listing=listing)
    received = people["finance"].click(f"/deposits/{intent.pk}/", act="receive", bank_reference=f"R3-{number}")
    yield Command("deposit", received, rows(DepositEntry, bank_reference=f"R3-{number}"))
    end_notice(listing=make_notice_due(listing))
    qualification = f"/qualification/{listing.code}/"
    qualified = people["auditor"].click(qualification, act="qualify", intent=intent.pk)
    yield Command("qualification", qualified, events("intent.qualify", intent.pk))
    opened = people["auditor"].click(qualification, act="open")
    yield Command("opening", opened, events("listing.negotiate", listing.pk))
    yield from strike(world, listing, bidder)


def strike(world: World, listing: Listing, bidder: Person) -> Iterator[Command]:
    people, table = world.people, f"/negotiations/{listing.code}/"
    for more in range(3):
        amount = listing.price + more * 1000
        offer = bidder.click(table, act="offer", amount=amount)
        yield Command("offer", offer, rows(Offer, listing=listing, amount=amount))
    newest = Offer.objects.filter(listing=listing).order_by("pk").last()
    officer = Person(make_actor(role=Role.OFFICER, organisation=listing.holder))
    accepted = officer.click(table, act="accept", offer=newest.pk)
    yield Command("acceptance", accepted, events("listing.strike", listing.pk))
    deal = Listing.objects.get(pk=listing.pk).deal
    confirmed = people["auditor"].click(f"/deals/{deal.code}/", go="1")
    yield Command("confirmation of a deal", confirmed, events("deal.confirm", deal.pk))
    yield Command("draft of a deal", officer.click(f"/contracts/from-deal/{deal.code}/"), rows(Contract, deal=deal))


def filing(world: World) -> Iterator[Command]:
    """A program files a contract."""
    number = next(world.numbers)
    buyer = OrganisationFactory(kind=OrganisationKind.ENTERPRISE)
    words = {
        **{"contract_type": "31", "licence_mode": "E", "ip_type": "11", "field": "05", "objective": "10"},
        **{"plan_source": "P0", "payment_method": "LS", "signed_on": "2026-01-06", "begins_on": "2026-02-01"},
        **{"ends_on": "2036-01-31", "total_amount": "10000000", "buyer": buyer.code},
    }

    def body(title: str) -> bytes:
        headers = {"Authorization": f"Bearer {world.tokens['officer']}", "Idempotency-Key": f"r3-{number}"}
        return multipart("/api/v1/contracts/", headers, words | {"title": title}, "document", "contract.pdf", PDF)

    filed = rows(Contract, buyer=buyer)
    yield Command("filing", body(f"Coating {number}"), filed, MADE, body(f"Another title {number}"), more=1)
    drafted = world.people["officer"].click("/contracts/new/", buyer=buyer.code)
    yield Command("draft", drafted, filed, once=2)


def review(world: World) -> Iterator[Command]:
    """A filed contract through the hands of registrar and reviewer to its number."""
    registrar, reviewer = world.people["registrar"], world.people["reviewer"]
    contract = filed_contract()
    finish_checks(contract.case)
    page = f"/registry/{contract.application_code}"
    decided = events("case.decide", contract.case.pk)
    claimed = events("case.claim", contract.case.pk)
    yield Command("claim of a contract", registrar.click(f"{page}/claim/"), claimed, more=1)
    yield Command("acceptance of papers", registrar.click(f"{page}/accept/"), decided, more=2)
    advice = {"is_technology": "on", "type_is_right": "on", "technology_amount": contract.declared_technology_amount}
    yield Command("recommendation", registrar.click(f"{page}/recommendation/", **advice), decided, once=2, more=1)
    yield Command("claim of the second step", reviewer.click(f"{page}/claim/"), claimed, once=2)
    registered = reviewer.click(f"{page}/registration/")
    yield Command("registration", registered, events("contract.register", contract.pk))


def imports(world: World) -> Iterator[Command]:
    """An upload, its check and its entering: asked once, whatever a worker does later."""
    officer, number = world.people["officer"], next(world.numbers)
    name = f"r3-{number}.csv"
    upload = (name, f"title,number\nCoating {number},20231012{number:04d}\n".encode())
    click = officer.click("/imports/new/achievements/", upload=upload, **OPTIONS)
    yield Command("upload", click, rows(Batch, source__name=name))
    batch = Batch.objects.get(source__name=name)
    columns = {f"columns-{place}-field": field for field, place in batch.columns.items()}
    asked = partial(rows, Work, arguments__batch=batch.pk)
    checked = officer.click(f"/imports/{batch.pk}/check/", **columns)
    yield Command("check of a file", checked, asked(kind="imports.check"))
    Batch.objects.filter(pk=batch.pk).update(work=None)
    check_now(batch=batch, by=officer.actor)
    yield Command("entry", officer.click(f"/imports/{batch.pk}/enter/", mode="good"), asked(kind="imports.enter"))


def long_work(world: World) -> Iterator[Command]:
    """A file is asked for; a notice is read."""
    person = Person(make_actor(role=Role.STATISTICIAN, organisation=world.people["statistician"].actor.organisation))
    asked = rows(Work, asked_by=person.actor.user)
    for number, year in enumerate(("2024", "2025"), 1):
        click = person.click(f"/statistics/export/contracts/?year={year}&form=raw")
        yield Command("long work", click, asked, once=number, more=2 - number)
    note = NoticeFactory(person=person.actor.user)
    read = rows(Notice, pk=note.pk, read_at__isnull=False)
    yield Command("reading a notice", person.click(f"/inbox/{note.pk}/read/"), read)


# So often is each told in a hundred.
SHARES = {bids: 34, supply: 20, trade: 8, filing: 16, review: 6, imports: 6, long_work: 10}
