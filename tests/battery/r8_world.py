"""The world of R8: everybody who may stand before a door, and a thing in each of its states behind it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client
from django.utils.crypto import get_random_string

from listings.enums import LISTING_AUDIT, UNIT_REVIEW
from listings.models import Achievement, Announcement, Deal, Listing
from listings.selectors.data_room import agreement
from listings.services.auction import close_auction
from listings.services.audit import ask_correction, refuse_achievement
from listings.services.bid import place_bid
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.intent import record_deposit
from listings.services.listing import end_notice
from listings.services.negotiation import accept_offer, make_offer
from listings.services.objection_paper import ask_papers
from listings.services.proposal import propose
from listings.services.suspension import suspend_listing
from listings.services.takedown_word import write_about_takedown
from tests.battery.r8_world_papers import make_contracts, make_messages
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory, make_actor
from tests.factories.bidding import (
    make_close_due,
    move_times,
    negotiated_listing,
    registered_intent,
    running_auction,
    scheduled_auction,
)
from tests.factories.casework import CaseFactory, DecisionFactory, ReauditFactory
from tests.factories.charge import charged_withdrawal, deposited_listing
from tests.factories.codelists import CodeFactory, ListHeadFactory, RuleFactory
from tests.factories.data_room import asked_access, granted_access, offered_room, signed_access
from tests.factories.drafts import ticket_of
from tests.factories.files import StoredFileFactory
from tests.factories.filing import approved
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    ListingFactory,
    PictureFactory,
    SecrecyDeclarationFactory,
    audited_achievement,
    catalogue_batch,
    catalogue_record,
    claimed_achievement,
    claimed_batch,
    make_notice_due,
    submitted_achievement,
)
from tests.factories.notice import AnnouncementFactory, claimed_objection, lodged_objection, paper
from tests.factories.question import FollowFactory, answered_question, asked_question, last_of
from tests.factories.takedown import taken_down
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Organisation, User
from tte.accounts.tokens import issue_token
from tte.casework.models import Case
from tte.casework.services import claim_case
from tte.casework.services.correction import mark_field
from tte.common.clock import now, today
from tte.imports.code_lists import CodeListRows

IN_ONE_PLACE = [
    # name in the matrix, role, organisation
    ("author", Role.RESEARCHER, "seller"),
    ("colleague", Role.RESEARCHER, "seller"),
    ("officer", Role.OFFICER, "seller"),
    ("applicant", Role.OFFICER, "awaiting"),
    ("researcher2", Role.RESEARCHER, "holder2"),
    ("officer2", Role.OFFICER, "holder2"),
    ("bidder", Role.AGENT, "buyer"),
    ("buyer_officer", Role.OFFICER, "buyer"),
    ("rival", Role.AGENT, "rivals"),
    ("agent2", Role.AGENT, "enterprise2"),
    ("broker", Role.BROKER, "transfer"),
    ("auditor", Role.AUDITOR, "exchange"),
    ("auditor_b", Role.AUDITOR, "exchange"),
    ("auditor2", Role.AUDITOR, "exchange2"),
    ("head", Role.HEAD, "exchange"),
    ("head2", Role.HEAD, "exchange2"),
    ("finance", Role.FINANCE, "exchange"),
    ("finance2", Role.FINANCE, "exchange2"),
    ("expert", Role.EXPERT, "exchange"),
    ("registrar", Role.REGISTRAR, "agency"),
    ("registrar2", Role.REGISTRAR, "agency2"),
    ("reviewer", Role.REVIEWER, "agency"),
    ("reviewer2", Role.REVIEWER, "agency2"),
    ("inspector", Role.INSPECTOR, "agency"),
    ("statistician", Role.STATISTICIAN, "agency"),
    ("administrator", Role.ADMINISTRATOR, "operator"),
]
KINDS = {
    "seller": OrganisationKind.HOLDER,
    "holder2": OrganisationKind.HOLDER,
    "awaiting": OrganisationKind.HOLDER,
    "buyer": OrganisationKind.ENTERPRISE,
    "rivals": OrganisationKind.ENTERPRISE,
    "enterprise2": OrganisationKind.ENTERPRISE,
    "transfer": OrganisationKind.TRANSFER,
    "exchange": OrganisationKind.EXCHANGE,
    "exchange2": OrganisationKind.EXCHANGE,
    "operator": OrganisationKind.OPERATOR,
}


@dataclass
class World:
    """People by name, and what the matrix calls by name: the value that stands in the address or in a body."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


def make_world() -> World:
    world = World()
    make_people(world)
    make_achievements(world)
    make_imports(world)
    make_codes(world)
    make_listings(world)
    make_notice(world)
    make_biddings(world)
    make_deals(world)
    make_contracts(world)
    make_cases(world)
    make_takedown(world)
    make_messages(world)
    for name, user in world.users.items():
        client = Client()
        client.force_login(user)
        world.sessions[name] = client.cookies["sessionid"].value
    world.tokens = {name: issue_token(label="r8", by=actor) for name, actor in world.actors.items()}
    return world


def make_people(world: World) -> None:
    for name, kind in KINDS.items():
        state = {"state": "awaiting"} if name == "awaiting" else {}
        canary = f"机构{get_random_string(8, 'bcdfghjkmnpqrstvwxz')}"
        world.organisations[name] = OrganisationFactory(kind=kind, name_zh=canary, name_en=canary, **state)
    world.organisations["agency"] = AgencyFactory().organisation
    agency2 = OrganisationFactory(kind=OrganisationKind.AGENCY)
    world.organisations["agency2"] = AgencyFactory(organisation=agency2, region_code="1100").organisation
    for name, role, place in IN_ONE_PLACE:
        world.actors[name] = make_actor(role=role, organisation=world.organisations[place])
        world.users[name] = world.actors[name].user
    world.users["nobody"] = UserFactory()
    ended = MembershipFactory(
        user=UserFactory(),
        role=Role.OFFICER,
        organisation=world.organisations["seller"],
        ended_at=now(),
        ended_by=world.users["administrator"],
    )
    world.users["former"] = ended.user
    world.things |= {f"{name}_organisation": found.code for name, found in world.organisations.items()}
    world.things |= {f"{name}_name": found.name_zh for name, found in world.organisations.items()}
    world.things["author_membership"] = world.actors["author"].membership.pk
    world.things["author_ticket"] = ticket_of(world.actors["author"], form="organisation.register", about="").sign()
    world.things["colleague_membership"] = world.actors["colleague"].membership.pk


def of_author(world: World) -> dict:
    """Every achievement is the author's and its holder the seller."""
    author = world.actors["author"]
    return {"secrecy": SecrecyDeclarationFactory(organisation=author.organisation, declared_by=author.user)}


def make_achievements(world: World) -> None:
    auditor, things = world.actors["auditor"], world.things
    draft = AchievementFactory(**of_author(world))
    audit = audited_achievement(**of_author(world), price=4000000)
    correction = claimed_achievement(auditor, **of_author(world))
    refused = claimed_achievement(auditor, **of_author(world))
    things["draft"] = draft.code
    things["submitted"] = submitted_achievement(**of_author(world)).code
    held = submitted_achievement(**of_author(world)).unit_reviews.get().case
    claim_case(case=held, by=world.actors["officer"])
    things["review"], things["review_held"] = f"{things['submitted']}-1", held.reference
    things["review_closed"], things["case_review"] = f"{audit.code}-1", held.pk
    things["audit"] = audit.code
    things["claimed"] = claimed_achievement(auditor, **of_author(world)).code
    questioned = claimed_achievement(auditor, **of_author(world)).case
    reason = {"reason_code": "E99", "text": "A page is missing", "by": auditor}
    things["correction"] = ask_correction(achievement=correction, **reason).code
    things["refused"] = refuse_achievement(achievement=refused, **reason).code
    things["case_audit"], things["case_claimed"] = audit.case.pk, Case.objects.get(reference=things["claimed"]).pk
    marked = mark_field(case=questioned, field="price", text="Why", by=auditor)
    again = CaseFactory(kind="listing_second_look", office=auditor.organisation, reference="R202699999")
    first = DecisionFactory(case=audit.case, decided_by=world.users["registrar"])
    ReauditFactory(case=again, original=first)
    things["point_marked"], things["look"] = marked.pk, again.reference
    things["right_draft"] = draft.ip_rights.first().pk
    things["right_audit"] = audit.ip_rights.first().pk
    things["file_draft"] = AttachmentFactory(achievement=draft).pk
    PictureFactory(achievement=draft, is_cover=True)
    things["picture_draft"] = PictureFactory(achievement=draft).pk
    things["picture_audit"] = PictureFactory(achievement=audit).pk
    things["file_audit"] = AttachmentFactory(achievement=audit, audience="public").pk


def make_cases(world: World) -> None:
    """The cases of what was made, by their keys: all doors of casework are asked with these."""
    things = world.things
    cases = {
        **{"waiting": "review", "reviewed": "review_closed", "correction": "correction", "refused": "refused"},
        **{"approved": "approved", "look": "look", "contract": "contract_filed", "objection": "objection"},
        **{"batch": "batch_audit", "batch_claimed": "batch_claimed", "batch_approved": "batch_approved"},
    }
    for name, thing in cases.items():
        things[f"case_{name}"] = Case.objects.get(reference=things[thing]).pk
    things["kind_review"], things["kind_audit"] = UNIT_REVIEW, LISTING_AUDIT


def make_takedown(world: World) -> None:
    """A listing that its exchange took down."""
    things, gone = world.things, ListingFactory(by=world.actors["auditor"], **of_author(world))
    things["file_gone"] = AttachmentFactory(achievement=gone.achievement, audience="public").pk
    things["announcement_gone"] = AnnouncementFactory(listing=gone).code
    takedown = taken_down(gone.achievement, world.actors["head"])
    write_about_takedown(takedown=takedown, kind="contest", text="It is all public", by=world.actors["officer"])
    for name, code in (("listed", things["notice"]), ("bid_for", things["open"])):
        things[name] = Achievement.objects.get(listings__code=code).code
    things["announcement"] = Announcement.objects.filter(listing__code=things["suspended"]).latest("pk").code
    things |= {"gone": gone.code, "taken_down": gone.achievement.code, "takedown": takedown.code}


def make_imports(world: World) -> None:
    """Three imports of the seller: waiting, in the auditor's hand, and published."""
    auditor, officer, things = world.actors["auditor"], world.actors["officer"], world.things
    waiting = catalogue_batch("title\nFilm one\n", by=officer)
    record = catalogue_record(auditor, "title\nFilm three\n", by=officer)
    things["batch_audit"] = waiting.code
    things["batch_claimed"] = claimed_batch(auditor, "title\nFilm two\n", by=officer).code
    things["batch_approved"] = record.catalogue_entry.batch.code
    things["record"] = record.code
    things["record_audit"] = waiting.entries.get().achievement.code


def make_codes(world: World) -> None:
    head = ListHeadFactory()
    entry = CodeFactory(list=head.code, position=10)
    CodeFactory(list=head.code, position=20)
    world.things |= {"code_list": head.code, "code_entry": entry.pk, "code_of_list": (head.code, entry.code)}
    world.things["figure"] = RuleFactory().pk
    world.things["administrators_kind"] = CodeListRows.code


def make_listings(world: World) -> None:
    auditor, things = world.actors["auditor"], world.things
    notice = ListingFactory(by=auditor, **of_author(world))
    things["approved"] = approved(notice.achievement).code
    things["filing_day"] = today().isoformat()
    things["file_public"] = AttachmentFactory(achievement=notice.achievement, audience="public").pk
    things["picture_public"] = PictureFactory(achievement=notice.achievement).pk
    hidden = StoredFileFactory(name=f"{get_random_string(10, 'bcdfghjkmnpqrstvwxz')}.pdf")
    things["file_hidden"] = AttachmentFactory(achievement=notice.achievement, file=hidden).pk
    things["hidden_file_name"] = hidden.name
    things["intent_due"] = registered_intent(notice, world.actors["rival"]).pk
    make_data_room(world, notice)
    make_questions(world, notice)
    qualifying = ListingFactory(by=auditor, **of_author(world))
    paid = registered_intent(qualifying, world.actors["bidder"])
    record_deposit(intent=paid, bank_reference="ICBC-R8", by=world.actors["finance"])
    end_notice(listing=make_notice_due(qualifying))
    things |= {"notice": notice.code, "qualifying": qualifying.code, "intent_paid": paid.pk}
    Listing.objects.filter(pk=notice.pk).update(notice_ends_at=now() + timedelta(days=5))


def make_notice(world: World) -> None:
    """A listing at rest for an objection, a request of its seller, and an objection that nobody has in hand."""
    auditor, officer, things = world.actors["auditor"], world.actors["officer"], world.things
    suspended = ListingFactory(by=auditor, **of_author(world))
    name = get_random_string(10, "bcdfghjkmnpqrstvwxz")
    objection = lodged_objection(suspended, by=make_named_agent(name))
    suspended = suspend_listing(listing=suspended, reason_code="G2", text="", by=auditor)
    asked = ListingFactory(by=auditor, **of_author(world))
    words = {"kind": "suspension", "reason_code": "G2", "text": "x", "evidence": paper()}
    lacking = claimed_objection(asked, auditor)
    things["objection_asked"] = ask_papers(objection=lacking, text="x", by=auditor).token
    things["proposal"] = propose(listing=asked, by=officer, **words).pk
    things["charge"] = charged_withdrawal(by=officer, listing=deposited(world)).pk
    things |= {"suspended": suspended.code, "objection": objection.code, "objection_link": objection.token}
    things |= {"objection_file": objection.files.get().pk, "objector_name": name}


def deposited(world: World) -> Listing:
    """One whose withdrawal costs its seller something: a deposit was received."""
    people = {"agent": world.actors["bidder"], "finance": world.actors["finance"]}
    return deposited_listing(**people, by=world.actors["auditor"], **of_author(world))


def make_named_agent(name: str) -> Actor:
    agent = make_actor(role=Role.AGENT)
    User.objects.filter(pk=agent.user.pk).update(name=name)
    agent.user.refresh_from_db()
    return agent


def make_data_room(world: World, listing: Listing) -> None:
    """Three enterprises before the room: one asks, one has signed, one is in."""
    things, room = world.things, offered_room(listing)
    things["access_asked"] = asked_access(room, world.actors["rival"]).pk
    things["access_signed"] = signed_access(room, world.actors["agent2"]).pk
    things["access_open"] = granted_access(room, world.actors["bidder"]).pk
    things["file_room"] = listing.achievement.attachments.get(audience="confidential").pk
    things["agreement"] = agreement().key


def make_questions(world: World, listing: Listing) -> None:
    """One that waits, one between the two sides, one that everybody reads."""
    things, rival = world.things, world.actors["rival"]
    for name in ("waiting_words", "private_words", "public_words"):
        things[name] = get_random_string(12, "bcdfghjkmnpqrstvwxz")
    waits = asked_question(listing, by=world.actors["bidder"], text=things["waiting_words"])
    private = answered_question(listing, by=rival, audience="private", text=things["private_words"])
    things["question_public"] = answered_question(listing, by=rival, text=things["public_words"]).pk
    things |= {"question_waiting": waits.pk, "question_private": private.pk}
    things |= {"waiting_last": last_of(waits), "private_last": last_of(private)}


def make_biddings(world: World) -> None:
    things, agents = world.things, [world.actors["bidder"], world.actors["rival"]]
    scheduled = scheduled_auction(agents, by=world.actors["auditor"], **of_author(world))
    move_times(scheduled, opens_in=timedelta(hours=1), lasts=timedelta(hours=1))
    running = running_auction(agents, by=world.actors["auditor"], **of_author(world))
    place_bid(auction_id=running.pk, amount=running.start_price, request_key="", by=agents[1])
    ended = running_auction(agents, by=world.actors["auditor"], **of_author(world))
    place_bid(auction_id=ended.pk, amount=ended.start_price, request_key="", by=agents[0])
    close_auction(auction_id=make_close_due(ended).pk)
    for name, auction in (("scheduled", scheduled), ("open", running), ("ended", ended)):
        things[name] = auction.listing.code
    deal = Deal.objects.get(listing=ended.listing)
    things |= {"deal_new": deal.code, "disclosure_owed": deal.disclosure.code}
    running.refresh_from_db()
    things["next_bid"] = running.start_price + 2 * running.increment


def make_deals(world: World) -> None:
    things, bidder, officer = world.things, world.actors["bidder"], world.actors["officer"]
    common = {"by": world.actors["auditor"]}
    talking = negotiated_listing(bidder, **common, **of_author(world))
    offer = make_offer(listing=talking, amount=talking.price, by=bidder)
    settled = negotiated_listing(bidder, **common, **of_author(world))
    deal = accept_offer(offer=make_offer(listing=settled, amount=settled.price, by=bidder), by=officer)
    deal = confirm_deal(deal=deal, by=world.actors["auditor"])
    FollowFactory(listing=settled, person=world.users["nobody"])
    disclosure = deal.disclosure
    type(disclosure).objects.filter(pk=disclosure.pk).update(due_at=now() - timedelta(seconds=1))
    publish_disclosure(disclosure_id=disclosure.pk)
    things |= {"negotiating": talking.code, "offer": offer.pk, "sold": settled.code}
    things |= {"deal_confirmed": deal.code, "disclosure_published": disclosure.code}
