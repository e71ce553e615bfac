"""Two roads through the exchange, walked over HTTP: to a negotiated deal and to an online bidding, each from the first
declaration to the certificate; and one import of many rows. Every act may be cut, and is then sent again."""

import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Protocol

from tests.battery.r4_client import PATIENCE, Exchange, Form, Person, Stuck, form_of
from tests.battery.r4_product import Product
from tests.factories.checklist import every_field
from tests.journeys.road import SMALL_PDF

HOURS = ("intent", "bid")  # acts that must come before an hour that no outage puts off
PRICE, STEP = 1_000_000, 20_000
STUCK_AFTER = PATIENCE


class Watcher(Protocol):
    """Told of every act as it is about to be sent and as it has been answered: there the kills strike."""

    def before(self, act: str, story: "Story") -> None: ...

    def after(self, act: str, story: "Story") -> None: ...


class HourMissed(Exception):
    """The product was away until a notice or a bidding had ended: the story stops there, as it would for anybody."""


@dataclass
class Story:
    name: str
    bidding: bool
    product: Product
    exchange: Exchange
    watcher: Watcher
    chance: Random
    people: dict[str, Person] = field(default_factory=dict)
    achievement: str = ""
    listing: str = ""
    deal: str = ""
    contract: str = ""
    acknowledged: Counter = field(default_factory=Counter)
    done: bool = False
    missed: bool = False

    @property
    def title(self) -> str:
        return f"Quenched {self.name} alloy for turbine seals"

    @property
    def price(self) -> int:
        """What is paid in the end: the price asked, or two steps more after three bids."""
        return PRICE + 2 * STEP * self.bidding

    @property
    def bidders(self) -> tuple[str, ...]:
        return ("agent", "agent2") if self.bidding else ("agent",)

    def as_(self, role: str) -> Person:
        if role not in self.people:
            self.people[role] = Person(self.exchange, role, self.name)
        return self.people[role]

    def close(self) -> None:
        for person in self.people.values():
            person.close()

    # --- how an act is carried out -----------------------------------------------------------------------------------

    def act(self, name: str, role: str, path: str, body: dict, *, done: Callable[[], bool], **more: object) -> str:
        """One change by one person; where the answer leads. Every third is sent once more."""
        self.watcher.before(name, self)
        try:
            sent = self.as_(role).insist(name, path, body, done=done, twice=self.chance.random() < 1 / 3, **more)
        except Stuck as refused:  # refused at once, or after its answer was cut
            if name in HOURS and self.hour_is_over():
                raise HourMissed(name) from refused
            raise
        self.acknowledged[name] += sent.acknowledged
        self.watcher.after(name, self)
        return sent.location

    def hour_is_over(self) -> bool:
        open_ = "SELECT 1 FROM listings_listing WHERE code = %s AND notice_ends_at > clock_timestamp()"
        sql = f"{open_} UNION ALL SELECT 1 FROM listings_auction AS a JOIN listings_listing AS l ON l.id = listing_id"
        still = "a.state = 'open' AND a.closes_at > clock_timestamp()"  # the bell may ring late
        return not self.product.ask(f"{sql} WHERE l.code = %s AND {still}", [self.listing] * 2)

    def form(self, role: str, page: str, action: str = "", holding: str = "") -> Form:
        return form_of(self.as_(role).read(page).text, action, holding)

    def form_in_time(self, role: str, page: str, action: str = "", holding: str = "") -> Form:
        try:
            return self.form(role, page, action, holding)
        except Stuck as closed:
            if self.hour_is_over():
                raise HourMissed(page) from closed
            raise

    def state(self, table: str, code: str, column: str = "code") -> str:
        return str(self.product.one(f"SELECT state FROM {table} WHERE {column} = %s", [code]))

    def wait(self, what: str, ready: Callable[[], object], seconds: float = STUCK_AFTER) -> object:
        deadline = time.monotonic() + seconds
        while not (found := ready()):
            if time.monotonic() > deadline:
                raise Stuck(f"{what} does not come")
            time.sleep(0.3)
        return found


def walk(story: Story) -> None:
    try:
        for step in (post, forward, audit, take_interest, strike, confirm, contract, register):
            step(story)
        story.done = True
    except HourMissed:
        story.missed = True


# --- supply -----------------------------------------------------------------------------------------------------------


def post(story: Story) -> None:
    form = story.form("researcher", "/achievements/new/", r"^$")
    body = form.fields | {"level": "public", "reviewer_name": "Chen Wei", "reviewed_on": days_ago(3)}
    where = story.act("declare", "researcher", "/achievements/new/", body, done=lambda: False)
    story.achievement = re.search(r"A\d{10}", where)[0]
    edit = f"/achievements/{story.achievement}/edit/"
    draft = {"title_en": story.title, "abstract_en": f"{story.title}: " + "A seal that keeps its shape. " * 8}
    draft |= {"field": "01", "maturity": "6", "regime": "LIST-PUB", "right_offered": "O"}
    draft |= {"price": str(PRICE), "price_basis": "Appraisal", "increment": str(STEP)}
    draft |= {
        "kind": "2",
        "price_basis_kind": "APP",
        "is_fiscally_funded": "no",
        "is_encumbered": "no",
        "bears_on_security": "no",
    }
    draft |= {"territory": "CN", "term_years": "5", "payment_method": "LS", "is_related_party": "no"}
    draft |= dict.fromkeys(("no_licences", "no_first_refusals", "no_buyer_conditions", "no_risks"), "on")
    form = story.form("researcher", edit, holding="title_en")
    story.act("draft", "researcher", edit, form.fields | draft, done=lambda: is_described(story))
    form = story.form("researcher", edit, r"/rights/#")
    right = form.fields | {"ip_type": "11", "number": patent_number(f"20221{story.chance.randrange(10**7):07d}")}
    right |= {"status": "GRT", "filed_on": "2022-03-01"}
    story.act("right", "researcher", form.action, right, done=lambda: has_rights(story))
    form = story.form("researcher", edit, r"/secrecy/attach/#")
    paper = {"upload": ("review.txt", b"Public", "text/plain")}
    story.act("paper", "researcher", form.action, form.fields, files=paper, done=lambda: has_paper(story))
    form = story.form("researcher", edit, r"/submit/$")
    submitted = lambda: story.state("listings_achievement", story.achievement) != "draft"  # noqa: E731
    story.act("submit", "researcher", form.action, form.fields, done=submitted)


def patent_number(body: str) -> str:
    """With its check character (R4-20)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5], strict=True))
    return f"{body}.{'X' if total % 11 == 10 else total % 11}"


def is_described(story: Story) -> bool:
    return bool(story.product.one("SELECT count(*) FROM listings_achievement WHERE title_en = %s", [story.title]))


def has_rights(story: Story) -> bool:
    rights = (
        "SELECT count(*) FROM listings_ipright JOIN listings_achievement AS a ON a.id = achievement_id WHERE code = %s"
    )
    return bool(story.product.one(rights, [story.achievement]))


def has_paper(story: Story) -> bool:
    paper = (
        "SELECT count(paper_id) FROM listings_secrecydeclaration AS d JOIN listings_achievement AS a "
        "ON a.secrecy_id = d.id WHERE a.code = %s"
    )
    return bool(story.product.one(paper, [story.achievement]))


def forward(story: Story) -> None:
    form = story.form("officer", f"/unit-review/{story.achievement}-1/", r"/forward/$")
    story.act(
        "forward", "officer", form.action, form.fields | every_field("unit_review"), done=lambda: bool(case_of(story))
    )


def audit(story: Story) -> None:
    page = f"/audit/{story.achievement}/"
    form = story.form("auditor", page, r"/claim/$")
    story.act("claim", "auditor", form.action, form.fields, done=lambda: True)
    wait_for_checks(story, case_of(story))
    form = story.form("auditor", page, r"/decide/$")
    listed = lambda: story.state("listings_achievement", story.achievement) == "approved"  # noqa: E731
    story.act("approve", "auditor", form.action, form.fields | {"conclusion": "approve"} | every_field(), done=listed)
    sql = "SELECT l.code FROM listings_listing l JOIN listings_achievement a ON a.id = l.achievement_id WHERE a.code=%s"
    story.listing = str(story.product.one(sql, [story.achievement]))


def case_of(story: Story) -> int | None:
    found = story.product.one("SELECT case_id FROM listings_achievement WHERE code = %s", [story.achievement])
    return int(found) if found else None


def wait_for_checks(story: Story, case: int | None) -> None:
    owed = "SELECT count(*) FROM casework_checkrun WHERE case_id = %s AND finished_at IS NULL"
    story.wait("the result of the checks", lambda: not story.product.one(owed, [case]))


# --- demand -----------------------------------------------------------------------------------------------------------


def take_interest(story: Story) -> None:
    page = f"/listings/{story.listing}/intent/"
    for role in story.bidders:
        form = story.form_in_time(role, page, r"^$")
        body = form.fields | {"undertakings": "on", "related_party": "no"}
        number = story.bidders.index(role) + 1
        story.act("intent", role, page, body, done=lambda number=number: len(intents(story)) >= number)
    for number, intent in enumerate(intents(story)):
        door = f"/deposits/{intent}/"
        form = story.form("finance", door, holding="act")
        body = form.fields | {"bank_reference": f"B-{story.name}-{number}"}
        story.act(
            "deposit", "finance", door, body, done=lambda pk=intent: intent_state(story, pk) == "deposit_received"
        )
    story.wait("the end of the notice", lambda: story.state("listings_listing", story.listing) == "qualifying")
    door = f"/qualification/{story.listing}/"
    for intent in intents(story):
        body = story.form("auditor", door, holding="intent").fields | {"act": "qualify", "intent": str(intent)}
        story.act("qualify", "auditor", door, body, done=lambda pk=intent: intent_state(story, pk) == "qualified")
    body = story.form("auditor", door, holding="act").fields | {"act": "open"}
    story.act(
        "open", "auditor", door, body, done=lambda: story.state("listings_listing", story.listing) != "qualifying"
    )


def intents(story: Story) -> list[int]:
    sql = "SELECT i.id FROM listings_intent i JOIN listings_listing l ON l.id = listing_id WHERE l.code = %s ORDER BY 1"
    return [row[0] for row in story.product.ask(sql, [story.listing])]


def intent_state(story: Story, pk: int) -> str:
    return str(story.product.one("SELECT state FROM listings_intent WHERE id = %s", [pk]))


def strike(story: Story) -> None:
    bid(story) if story.bidding else negotiate(story)


def negotiate(story: Story) -> None:
    door = f"/negotiations/{story.listing}/"
    body = story.form("agent", door, holding="amount").fields | {"act": "offer", "amount": str(PRICE)}
    made = "SELECT o.id FROM listings_offer o JOIN listings_listing l ON l.id = listing_id WHERE l.code = %s"
    story.act("offer", "agent", door, body, done=lambda: bool(story.product.ask(made, [story.listing])))
    offer = str(story.product.one(made, [story.listing]))
    body = story.form("officer", door, holding="offer").fields | {"act": "accept", "offer": offer}
    story.act("accept", "officer", door, body, done=lambda: bool(deal_of(story)))


def bid(story: Story) -> None:
    auction = "SELECT a.state FROM listings_auction a JOIN listings_listing l ON l.id = listing_id WHERE l.code = %s"
    story.wait("the opening of the bidding", lambda: story.product.one(auction, [story.listing]) == "open")
    room = f"/bidding/{story.listing}/"
    for number, role in enumerate(("agent", "agent2", "agent")):
        form = story.form_in_time(role, room, r"/bid/$")
        body = form.fields | {"amount": str(PRICE + number * STEP)}
        story.act("bid", role, form.action, body, done=lambda key=body["request_key"]: bid_of(story, key))
    story.wait("the end of the bidding", lambda: story.product.one(auction, [story.listing]) == "sold")


def bid_of(story: Story, key: str) -> bool:
    return bool(story.product.one("SELECT count(*) FROM listings_bidintake WHERE request_key = %s", [key]))


def deal_of(story: Story) -> str:
    sql = "SELECT d.code FROM listings_deal d JOIN listings_listing l ON l.id = listing_id WHERE l.code = %s"
    return str(story.product.one(sql, [story.listing]) or "")


def confirm(story: Story) -> None:
    story.deal = deal_of(story)
    door = f"/deals/{story.deal}/"
    confirmed = "SELECT confirmed_at FROM listings_deal WHERE code = %s"
    body = story.form("auditor", door, r"^$").fields
    story.act("confirm", "auditor", door, body, done=lambda: bool(story.product.one(confirmed, [story.deal])))
    owed = "SELECT x.state FROM listings_disclosure x JOIN listings_deal d ON d.id = deal_id WHERE d.code = %s"
    story.wait("the disclosure", lambda: story.product.one(owed, [story.deal]) == "published")


# --- contract ---------------------------------------------------------------------------------------------------------


def contract(story: Story) -> None:
    drafted = (
        "SELECT c.application_code FROM contracts_contract c JOIN listings_deal d ON d.id = deal_id WHERE d.code=%s"
    )
    form = story.form("officer", f"/deals/{story.deal}/", r"/from-deal/")
    story.act("draft contract", "officer", form.action, form.fields, done=lambda: contract_of(story, drafted))
    story.contract = str(story.product.one(drafted, [story.deal]))
    door = f"/contracts/{story.contract}/edit/"
    ends = date.today().replace(year=date.today().year + 3, day=1).isoformat()  # noqa: DTZ011
    body = story.form("officer", door, holding="signed_on").fields
    body |= {"signed_on": days_ago(1), "begins_on": days_ago(1), "ends_on": ends, "objective": "10"}
    body |= {"payment_method": "LS", "act": "file"}
    item = {"kind": "materials", "name": "Samples", "quantity": "1", "amount": "20,000"}
    body |= {f"items-0-{name}": value for name, value in item.items()}
    paper = {"upload": ("contract.pdf", SMALL_PDF, "application/pdf")}
    filed = lambda: contract_state(story) != "draft"  # noqa: E731
    story.act("file", "officer", door, body, files=paper, done=filed)


def contract_of(story: Story, sql: str) -> bool:
    return bool(story.product.ask(sql, [story.deal]))


def contract_state(story: Story) -> str:
    return story.state("contracts_contract", story.contract, "application_code")


def register(story: Story) -> None:
    page = f"/registry/{story.contract}/"
    for act, done in (("claim", lambda: True), ("accept", lambda: contract_state(story) == "accepted")):
        form = story.form("registrar", page, rf"/{act}/$")
        story.act(f"{act} contract", "registrar", form.action, form.fields, done=done)
    case = story.product.one("SELECT case_id FROM contracts_contract WHERE application_code = %s", [story.contract])
    wait_for_checks(story, int(case))
    form = story.form("registrar", page, r"/recommendation/$")
    body = form.fields | {"is_technology": "on", "type_is_right": "on", "technology_amount": str(story.price - STEP)}
    recommended = lambda: contract_state(story) == "second_review"  # noqa: E731
    story.act("recommend", "registrar", form.action, body, done=recommended)
    form = story.form("reviewer", page, r"/claim/$")
    story.act("claim registration", "reviewer", form.action, form.fields, done=lambda: True)
    form = story.form("reviewer", page, r"/registration/$")
    registered = lambda: contract_state(story) == "registered"  # noqa: E731
    story.act("register", "reviewer", form.action, form.fields, done=registered)
    made = (
        "SELECT count(*) FROM contracts_certificate JOIN contracts_registration r ON r.id = registration_id"
        " JOIN contracts_contract c ON c.id = r.contract_id WHERE c.application_code = %s"
    )
    story.wait("the certificate", lambda: story.product.one(made, [story.contract]))


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()  # noqa: DTZ011


# --- import -----------------------------------------------------------------------------------------------------------


def import_rows(story: Story, rows: int) -> int:
    """A file of `rows` results brought in by the officer; the number of its batch."""
    door = "/imports/new/achievements/"
    text = "title,abstract\n" + "".join(f"Film {story.name} {row},A thin film of kind {row}\n" for row in range(rows))
    given = {"level": "public", "reviewer_name": "Chen Wei", "reviewed_on": days_ago(3)}
    body = story.form("officer", door, holding="csrfmiddlewaretoken").fields | given
    body |= {"recorded_as": "catalogue", "language": "en"}
    name = f"films-{story.name}.csv"
    found = "SELECT b.id FROM imports_batch b JOIN files_storedfile f ON f.id = source_id WHERE f.name = %s"
    files = {"upload": (name, text.encode(), "text/csv")}
    batch_of = lambda: story.product.one(found, [name])  # noqa: E731
    story.act("upload", "officer", door, body, files=files, done=lambda: bool(batch_of()))
    batch = int(batch_of())
    page = f"/imports/{batch}/"
    for act, before, after in (("check", "uploaded", "checked"), ("enter", "checked", "entered")):
        form = story.form("officer", page, rf"/{act}/$")
        body = form.fields | ({"mode": "all"} if act == "enter" else {})
        asked = lambda b=before: batch_state(story, batch) != b or is_busy(story, batch)  # noqa: E731
        story.act(act, "officer", form.action, body, done=asked)
        story.wait(f"the end of: {act}", lambda after=after: batch_state(story, batch) == after)
    story.done = True
    return batch


def batch_state(story: Story, batch: int) -> str:
    return story.state("imports_batch", str(batch), "id")


def is_busy(story: Story, batch: int) -> bool:
    sql = "SELECT count(*) FROM longwork_work WHERE state IN ('queued', 'running') AND arguments::text LIKE %s"
    return bool(story.product.one(sql, [f"%{batch}%"]))
