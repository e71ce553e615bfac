"""Every kind of notice that is registered: its words in both languages, and its link in the hands of its receivers."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client, override_settings
from django.utils import translation

from contracts.services.review import refuse_contract
from institutions.services.membership import grant_role, invite_person
from institutions.services.organisation import refuse_organisation, register_organisation
from listings.models import Listing, Question, RoomAccess, Suspension, Takedown
from listings.services.achievement import return_achievement, withdraw_achievement
from listings.services.auction import close_auction
from listings.services.audit import ask_correction, lapse_correction
from listings.services.catalogue import approve_batch, refuse_batch
from listings.services.data_room import refuse_access, withdraw_access
from listings.services.data_room_end import tell_of_room_end
from listings.services.ending import withdraw_listing
from listings.services.export_gate import decide_export
from listings.services.filing import record_filing, remind_of_filing
from listings.services.objection import dismiss_objection, withdraw_objection
from listings.services.objection_paper import add_papers, ask_papers
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.services.qualification import disqualify_bidder, expire_listing
from listings.services.question import decline_question, withdraw_question
from listings.services.question_due import remind_of_answer
from listings.services.question_oversight import report_question, restore_question, settle_report, stop_question
from listings.services.suspension import remind_of_suspension
from listings.services.takedown import reinstate
from listings.services.takedown_word import answer_about_takedown
from tests.battery.r8_world import World, make_world, of_author
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory, make_actor
from tests.factories.batch_check import checked_batch
from tests.factories.bidding import IntentFactory, make_close_due, negotiated_listing, running_auction
from tests.factories.charge import charged_withdrawal, deposited_listing
from tests.factories.checklist import IMPORT_YES, OBJECTION_YES
from tests.factories.contracts import Cast, ContractFactory, checked_contract
from tests.factories.data_room import granted_access, offered_room, signed_access
from tests.factories.filing import ending_soon, to_be_filed
from tests.factories.listings import (
    ListingFactory,
    audited_achievement,
    claimed_achievement,
    claimed_batch,
    qualifying_listing,
    submitted_achievement,
)
from tests.factories.longwork import WorkFactory
from tests.factories.notice import claimed_objection, examined_objection, lodged_objection, paper, suspended_listing
from tests.factories.notices import DeliveryFactory
from tests.factories.question import FollowFactory, answered_question, asked_question, tell_all
from tests.factories.takedown import taken_down
from tte.accounts.actor import Actor
from tte.accounts.enums import IdentifierScheme, OrganisationKind, Role
from tte.accounts.models import Membership, User
from tte.casework.models import Case
from tte.casework.services import assign_case, claim_case, hand_over_case
from tte.casework.services.reminder import remind_of_case
from tte.common.clock import now, today
from tte.common.languages import HAN
from tte.longwork.running import run_work
from tte.notices.delivery import take_back
from tte.notices.kinds import KINDS
from tte.notices.letters import letter_of
from tte.notices.models import Notice
from tte.webhooks.models import Subscription
from tte.webhooks.notices import tell_stopped

NAMED = re.compile(r"%\((\w+)\)s")
LATIN = re.compile(r"[A-Za-z]{2,}")
ADDRESSES = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|<style>.*?</style>|<[^>]+>", re.DOTALL)
AMOUNTS = {"price", "deposit", "amount", "technology"}
ASKING = {
    "name_zh": "示例大学",
    "name_en": "Example University",
    "party_type": "0221",
    "region_code": "3300",
    "scheme": IdentifierScheme.FOREIGN,
    "value": "HRB 990001",
}
ASKING_TOO = ASKING | {"name_zh": "另一示例大学", "name_en": "Another Example University", "value": "HRB 990002"}
OURS = [code for code in KINDS if not code.startswith("tests.")]


def values_of(code: str) -> dict[str, object]:
    """Something in both languages for whatever the sentences of a kind name."""
    kind = KINDS[code]
    with translation.override("en"):
        names = {name for text in (kind.title, *kind.sentences) for name in NAMED.findall(str(text))}
    return {name: {"yuan": "3200000"} if name in AMOUNTS else {"zh": "样例", "en": "sample"} for name in names}


def said_by(letter) -> dict[str, str]:
    """Subject and both bodies without addresses and tags."""
    parts = {"subject": letter.subject, "text": letter.body, "html": letter.alternatives[0].content}
    return {name: ADDRESSES.sub(" ", text) for name, text in parts.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", OURS)
def test_a_kind_is_mailed_whole_and_in_one_language(code, language):
    person = UserFactory(language=language)
    letter = letter_of(DeliveryFactory(person=person, notice__kind=code, notice__context=values_of(code)))
    other = LATIN if language == "zh-hans" else HAN
    for part, text in said_by(letter).items():
        assert "%(" not in text, part
        assert other.findall(text) == [], part
        assert len(text.split()) > 0, part


def test_the_walk_sees_a_sentence_of_the_other_language_and_a_value_left_open():
    """The control."""
    assert LATIN.findall("已准入 organisation") and HAN.findall("admitted 准入") and "%(" in "%(title)s"


def test_every_kind_has_its_name_in_both_languages():
    for kind in KINDS.values():
        for words in (kind.name, kind.area.name, kind.because):
            with translation.override("zh-hans"):
                zh = str(words)
            with translation.override("en"):
                assert (zh == "") == (str(words) == "")
                assert not zh or (HAN.search(zh) and not HAN.search(str(words))) or kind.code.startswith("tests.")


def make_the_rest(world: World) -> None:
    """What no part of the world of R8 has told anybody yet, by the services that tell it."""
    auditor, officer, administrator = (world.actors[name] for name in ("auditor", "officer", "administrator"))
    bidder, rival = world.actors["bidder"], world.actors["rival"]
    return_achievement(achievement=submitted_achievement(**of_author(world)), reason="太短", by=officer)
    withdraw_achievement(achievement=audited_achievement(**of_author(world)), by=officer)
    refused = claimed_batch(auditor, "title\nFilm four\n", by=officer)
    refuse_batch(batch=refused, reason_code="E99", text="来源不明", by=auditor)
    held = checked_batch("title\nFilm five\n", by=officer)
    claim_case(case=held.case, by=auditor)
    approve_batch(batch=held, answers=IMPORT_YES, by=auditor)
    listing = qualifying_listing(by=auditor, **of_author(world))
    registered = IntentFactory(listing=listing, bidder=bidder.organisation, registered_by=bidder.user)
    disqualify_bidder(intent=registered, reason="材料不全", by=auditor)
    talking = negotiated_listing(bidder, by=auditor, **of_author(world))
    expire_listing(listing=talking, reason="未达成一致", by=auditor)
    unsold = running_auction([bidder, rival], by=auditor, **of_author(world))
    close_auction(auction_id=make_close_due(unsold).pk)
    taken = Takedown.objects.get(code=world.things["takedown"])
    answer_about_takedown(takedown=taken, text="明日答复", by=world.actors["head"])
    reinstate(takedown=taken, reason_code="B1", text="", by=world.actors["head"])
    disputed = ListingFactory(by=auditor, **of_author(world))
    lodged_objection(disputed, by=rival)
    again = taken_down(disputed.achievement, world.actors["head"])
    reinstate(takedown=again, reason_code="B1", text="", by=world.actors["head"])
    tell_stopped(Subscription.objects.get(pk=world.things["webhook"]))
    parties = {"seller": world.organisations["seller"], "buyer": world.organisations["buyer"]}
    cast = Cast(ContractFactory(**parties))
    refuse_contract(contract=checked_contract(cast), reason_code="N2", text="属于买卖合同。", by=cast.reviewer)
    asked = [register_organisation(**facts, kind="holder", by=Actor(UserFactory())) for facts in (ASKING, ASKING_TOO)]
    refuse_organisation(organisation=asked[0], reason="号码有误", by=administrator)
    grant_role(organisation=officer.organisation, user=UserFactory(), role=Role.RESEARCHER, by=administrator)
    invited = invite_person(organisation=parties["seller"], email="gone@example.org", role="officer", by=administrator)
    take_back(delivery=invited.delivery, fault="550 5.1.1", address_is_dead=True, temporary=False)
    make_conversations(world)
    for count in ({"count": 1}, {"count": 1, "refuse": 0}):
        run_work(work_id=WorkFactory(membership=officer.membership, arguments=count).pk)


def make_conversations(world: World) -> None:
    """Everything that may be told of questions, and of a listing to whoever follows it."""
    auditor, officer, rival = (world.actors[name] for name in ("auditor", "officer", "rival"))
    listing = ListingFactory(by=auditor, **of_author(world))
    FollowFactory(listing=listing, person=world.users["nobody"])
    answered = answered_question(listing, by=rival)
    report_question(question=answered, reason_code="M5", text="", by=officer)
    settle_report(question=answered, text="属实", by=auditor)
    stop_question(question=answered, reason_code="M5", text="", by=auditor)
    restore_question(question=answered, by=auditor)
    withdraw_question(question=asked_question(listing, by=rival, text="可否试样？"), by=rival)
    late = asked_question(listing, by=rival, text="交货期多长？")
    for ahead in (timedelta(seconds=5), timedelta(days=-1)):
        Question.objects.filter(pk=late.pk).update(due_at=now() + ahead)
        remind_of_answer(question=late)
    decline_question(question=asked_question(listing, by=rival), reason_code="Q1", text="", by=officer)
    withdraw_listing(listing=listing, reason_code="W1", text="计划调整", by=officer)
    tell_all()


def make_casework(world: World) -> None:
    """Cases handed about, and each duty of which somebody is reminded."""
    auditor, colleague, head = (world.actors[name] for name in ("auditor", "auditor_b", "head"))
    own = {"by": auditor, **of_author(world)}
    assign_case(case=audited_achievement(**of_author(world)).case, colleague=colleague.user, by=head)
    hand_over_case(case=claimed_achievement(**own).case, colleague=colleague.user, by=auditor)
    for ahead in (timedelta(minutes=1), timedelta(days=-20)):
        case = claimed_achievement(**own).case
        Case.objects.filter(pk=case.pk).update(due_at=now() + ahead)
        remind_of_case(case=case)
    words = {"reason_code": "E8", "text": "请补充", "by": auditor}
    asked = ask_correction(achievement=claimed_achievement(**own), **words)
    asked.case.stops.update(stopped_at=now() - timedelta(days=100))
    remind_of_case(case=asked.case)
    lapse_correction(achievement=asked)


def make_notices_of_listings(world: World) -> None:
    """Objections in each of their ends, a request that is declined, a suspension that has lasted too long."""
    auditor, officer, rival = (world.actors[name] for name in ("auditor", "officer", "rival"))

    def listed() -> Listing:
        return ListingFactory(by=auditor, **of_author(world))

    dismiss_objection(
        objection=examined_objection(listed(), auditor, by=rival),
        text="证据不足",
        answers=OBJECTION_YES,
        by=auditor,
    )
    withdraw_objection(objection=lodged_objection(listed(), by=rival), by=rival)
    lacking = ask_papers(objection=claimed_objection(listed(), auditor, by=rival), text="请补充合同", by=auditor)
    add_papers(objection=lacking, evidence=[paper()], by=None)
    asked = propose(listing=listed(), kind="suspension", reason_code="G2", text="核实权属", by=officer)
    decline_proposal(proposal=asked, answer="理由不足", by=auditor)
    high = propose(
        listing=listed(), kind="change", price=Decimal(20000000), text="重新评估", evidence=paper(), by=officer
    )
    grant_proposal(proposal=high, answer="", by=auditor)
    charged_withdrawal(deposited_listing(by=auditor, **of_author(world)), by=officer)
    with override_settings(TTE_RULE_SET="R2026"):  # whose reminders come days ahead
        for day in (ending_soon(), today() - timedelta(days=100)):
            owed = to_be_filed(day, by=auditor, **of_author(world)).achievement
            remind_of_filing(achievement=owed)
    record_filing(achievement=owed, filed_on=today(), by=officer)
    resting = suspended_listing(auditor, by=auditor, **of_author(world)).suspensions.get()
    Suspension.objects.filter(pk=resting.pk).update(due_at=now() - timedelta(seconds=1))
    remind_of_suspension(suspension=resting)


def make_rooms(world: World) -> None:
    """Rooms refused and withdrawn, and the export gate before a party outside the country."""
    auditor, officer, bidder = (world.actors[name] for name in ("auditor", "officer", "bidder"))
    room = offered_room(ListingFactory(by=auditor, **of_author(world)))
    abroad = OrganisationFactory(kind=OrganisationKind.ENTERPRISE, region_code="8000")
    access = signed_access(room, make_actor(role=Role.AGENT, organisation=abroad))
    for trade_class in ("F", "P"):
        words = {"list_version": "2025-07-15", "reference": "", "note": ""}
        decide_export(access=access, trade_class=trade_class, by=auditor, **words)
    refuse_access(access=signed_access(room, world.actors["rival"]), reason="另有安排", by=officer)
    access = granted_access(room, bidder)
    with override_settings(TTE_RULE_SET="R2026"):  # whose reminders come days ahead
        for last in (today(), today() - timedelta(days=1)):
            RoomAccess.objects.filter(pk=access.pk).update(ends_on=last)
            tell_of_room_end(access=access)
    withdraw_access(access=access, reason="数据更新", by=officer)


def act_elsewhere(people: set[User]) -> None:
    """Each of them also acts for another organisation, and does so at the moment."""
    for person in people:
        elsewhere = MembershipFactory(user=person, role=Role.EXPERT)
        Membership.objects.filter(pk=elsewhere.pk).update(granted_at="2020-01-01T00:00:00Z")


def open_as(notice: Notice, method: str, address: str) -> int:
    """What its receiver meets at the end of the way."""
    client = Client()
    client.force_login(notice.person)
    return getattr(client, method)(address, follow=True).status_code


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_link_lands_on_a_page_that_its_receiver_may_open_from_wherever_they_act(codelists):
    world = make_world()
    for make in (make_the_rest, make_casework, make_notices_of_listings, make_rooms):
        make(world)
    notices = Notice.objects.select_related("person").order_by("kind", "url", "pk")
    tried = {(each.kind, each.person_id): each for each in notices}
    assert set(OURS) - {kind for kind, _person in tried} == set()
    act_elsewhere({notice.person for notice in tried.values()})
    one_of_each = {kind: notice for (kind, _person), notice in tried.items()}
    as_they_are = [open_as(notice, "get", f"/inbox/{notice.pk}/?as_is=1") for notice in one_of_each.values()]
    shut = {}
    for (kind, _person), notice in tried.items():
        if (status := open_as(notice, "post", f"/inbox/{notice.pk}/")) != 200:
            shut[kind, notice.url] = status
    assert shut == {}
    assert len([status for status in as_they_are if status != 200]) > len(OURS) / 2, "without switching doors are shut"
    assert Notice.objects.filter(pk__in=[each.pk for each in tried.values()], read_at=None).count() == 0
