"""Withdrawal, termination, change of terms, extension, relisting, an auctioneer's sale; and who asks for what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from listings.enums import ListingState, ProposalState
from listings.models import Achievement, IPRight, Listing, NoticePlan, Proposal
from listings.selectors.announcement import announcement_row
from listings.selectors.intent import deposit_to_settle
from listings.selectors.notice_period import earliest_signing
from listings.selectors.proposal import proposals_open_to
from listings.services.ending import DepositPaid, take_back, terminate_listing, withdraw_listing
from listings.services.intent import NotForIntents, record_deposit
from listings.services.listing import BelowMinimum, SaleNotReady, end_notice
from listings.services.notice_plan import save_notice_plan
from listings.services.outside_sale import ResultIncomplete, record_sale
from listings.services.price_step import OffStep
from listings.services.proposal import NotOpen, decline_proposal, grant_proposal, propose
from listings.services.public_words import Unfit
from listings.services.relisting import ApprovalNeeded, NotForRelisting, relist
from listings.services.suspension import resume_listing, suspend_listing
from listings.services.terms import ApprovalMissing, NothingChanged, change_terms
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.bidding import auditor_of, finance_of, make_agent, officer_of, registered_intent
from tests.factories.checklist import UNIT_YES
from tests.factories.files import StoredFileFactory
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    NoticePlanFactory,
    author_of,
    claimed_achievement,
    finish_checks,
    make_auditor,
    make_notice_due,
)
from tests.factories.notice import paper, relisting_words
from tte.casework.selectors import checks_owed, finished_runs
from tte.casework.services import ConflictOfInterest
from tte.casework.services.reasons import ReasonMissing
from tte.codelists.calendar import end_of_day
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import now, official_date
from tte.common.errors import TransitionRefused
from tte.trail.models import Event

pytestmark = pytest.mark.django_db
WITHDRAW = {"reason_code": "W1", "text": "转化计划调整。"}


def planned(meanwhile=None, **plan):
    """A listing whose holder stated this about its notice; `meanwhile` is what it has become while it was audited."""
    fields = {name: plan.pop(name) for name in ("regime", "price") if name in plan}
    auditor = make_auditor()
    achievement = AchievementFactory(**fields, publicity=False)
    NoticePlanFactory(achievement=achievement, **plan)
    from listings.services.achievement import forward_achievement, submit_achievement  # noqa: PLC0415
    from tests.factories.listings import finish_checks, make_officer  # noqa: PLC0415
    from tte.casework.services import claim_case  # noqa: PLC0415

    achievement = submit_achievement(achievement=achievement, by=author_of(achievement))
    achievement = forward_achievement(
        achievement=achievement,
        undertakings=1,
        answers=UNIT_YES,
        by=make_officer(achievement.holder),
    )
    finish_checks(achievement.case)
    claim_case(case=achievement.case, by=auditor)
    NoticePlan.objects.filter(achievement=achievement).update(**meanwhile or {})
    return ListingFactory(achievement=achievement, by=auditor)


# --- the period


@pytest.mark.rule("R3-30")
def test_a_longer_period_is_stated_by_the_holder_and_a_shorter_one_is_never_published(settings):
    settings.TTE_RULE_SET = "R2026"
    listing = planned(notice_length=15)
    assert (listing.notice_minimum, listing.notice_length, listing.notice_words_en) == (10, 15, "15 working days")

    achievement = claimed_achievement(auditor := make_auditor())
    NoticePlanFactory(achievement=achievement, notice_length=3)
    with pytest.raises(BelowMinimum):
        ListingFactory(achievement=achievement, by=auditor)


@pytest.mark.rule("R3-31")
@pytest.mark.rule("R3-02")
def test_the_deal_of_a_publicised_price_is_signed_on_the_day_after_the_notice_at_the_earliest(settings):
    settings.TTE_RULE_SET = "R2026"
    listing = ListingFactory(regime="NEG")
    assert earliest_signing(listing) == official_date(listing.listed_at) + timedelta(days=16)


@pytest.mark.rule("R3-03")
def test_only_the_named_buyer_registers_during_the_publicity_of_its_price():
    buyer = OrganisationFactory(name_zh="远航装备有限公司", kind="enterprise", party_type="160")
    listing = ListingFactory(regime="NEG")
    assert (listing.intended_buyer_name, listing.related_party) == ("远航装备有限公司", False)

    registered_intent(listing, make_actor(role="agent", organisation=buyer))
    with pytest.raises(NotForIntents):
        registered_intent(listing, make_agent())
    assert listing.intents.count() == 1


@pytest.mark.rule("R3-24")
def test_a_notice_runs_on_as_often_as_it_announced_and_then_ends_by_itself():
    listing = planned(extension_length=20, extensions_allowed=1)

    end_notice(listing=make_notice_due(listing))
    listing.refresh_from_db()
    assert (listing.state, listing.extensions_made) == (ListingState.IN_NOTICE, 1)
    assert listing.notice_ends_at > now()
    end_notice(listing=make_notice_due(listing))

    listing.refresh_from_db()
    assert listing.state == ListingState.QUALIFYING
    assert [one.kind for one in listing.announcements.all()] == ["extended"]


def test_a_notice_with_an_intent_is_not_extended():
    listing = planned(extension_length=20, extensions_allowed=1)
    registered_intent(listing, make_agent())
    assert end_notice(listing=make_notice_due(listing)).state == ListingState.QUALIFYING


@pytest.mark.rule("R3-24")
@pytest.mark.rule("R3-41")
def test_an_extension_that_was_announced_runs_on_whole_after_a_suspension():
    listing = planned(extension_length=400, extensions_allowed=1)
    end_notice(listing=make_notice_due(listing))
    auditor = auditor_of(listing)
    listing = suspend_listing(listing=listing, reason_code="G2", text="", by=auditor)
    left = listing.counted_length - (listing.suspensions.get().elapsed - listing.run_before)

    listing = resume_listing(listing=listing, text="", by=auditor)

    assert left > listing.notice_length
    assert (listing.counted_length, listing.counted_unit) == (left, "seconds")


# --- what another regime asked for


@pytest.mark.rule("R3-03")
def test_a_buyer_named_before_the_regime_was_changed_closes_an_open_listing_to_nobody():
    buyer = {"intended_buyer": OrganisationFactory(), "intended_buyer_name": "远航装备有限公司"}
    listing = planned(regime="LIST-PUB", related_party=True, **buyer)
    assert (listing.intended_buyer, listing.intended_buyer_name, listing.related_party) == (None, "", None)
    assert registered_intent(listing, make_agent()).listing == listing


def test_an_extension_planned_before_the_regime_was_changed_does_not_lengthen_a_publicity():
    buyer = {"intended_buyer_name": "远航装备有限公司", "related_party": False}
    listing = planned(regime="NEG", extension_length=40, extensions_allowed=2, **buyer)
    assert (listing.extension_length, listing.extensions_allowed) == (0, 0)
    assert listing.intended_buyer_name == "远航装备有限公司"


# --- withdrawal and termination


@pytest.mark.rule("R3-43")
def test_the_seller_withdraws_freely_until_a_deposit_is_paid_and_then_asks():
    listing = ListingFactory()
    officer, agent = officer_of(listing), make_agent()
    intent = registered_intent(listing, agent)
    record_deposit(intent=intent, bank_reference="ICBC-1", by=finance_of(listing))
    with pytest.raises(DepositPaid):
        withdraw_listing(listing=listing, by=officer, **WITHDRAW)
    assert "withdrawal" in proposals_open_to(listing)

    ground = {"reason_code": "G4", "text": "专利被请求宣告无效。"}
    proposal = propose(listing=listing, kind="withdrawal", by=officer, **ground)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))

    listing.refresh_from_db()
    intent.refresh_from_db()
    assert listing.state == ListingState.WITHDRAWN
    assert deposit_to_settle(intent) == "returned"
    announced = announcement_row(listing.announcements.get(kind="withdrawn"))
    assert announced.reason == label(CodeList.SUSPENSION_GROUND, "G4")


@pytest.mark.rule("R3-43")
def test_a_deposit_paid_while_the_withdrawal_waits_for_its_answer_stops_it_without_a_ground():
    listing = ListingFactory()
    with pytest.raises(ReasonMissing):
        take_back_after_deposit(listing, "W1")
    assert Listing.objects.get().state == ListingState.IN_NOTICE
    assert take_back_after_deposit(listing, "G3").state == ListingState.WITHDRAWN


def take_back_after_deposit(listing, reason_code):
    if not listing.intents.exists():
        intent = registered_intent(listing, make_agent())
        record_deposit(intent=intent, bank_reference="ICBC-2", by=finance_of(listing))
    return take_back(listing=listing, reason_code=reason_code, text="说明。", by=auditor_of(listing))


@pytest.mark.rule("R3-43")
def test_withdraw_before_a_deposit_is_announced_with_its_reason():
    listing = withdraw_listing(listing=(listing := ListingFactory()), by=officer_of(listing), **WITHDRAW)
    assert listing.state == ListingState.WITHDRAWN
    assert [(one.kind, one.reason_code) for one in listing.announcements.all()] == [("withdrawn", "W1")]


@pytest.mark.rule("R8-20")
@pytest.mark.parametrize("text", ["请致电王工 13800138000", "属于绝密"])
def test_what_a_seller_writes_about_a_withdrawal_is_published_and_so_held_to_what_may_be(text):
    listing = ListingFactory()
    officer = officer_of(listing)
    with pytest.raises(Unfit):
        withdraw_listing(listing=listing, reason_code="W1", text=text, by=officer)
    with pytest.raises(Unfit):
        propose(listing=listing, kind="suspension", reason_code="G2", text=text, by=officer)
    listing.refresh_from_db()
    assert (listing.state, listing.proposals.count(), listing.announcements.count()) == (ListingState.IN_NOTICE, 0, 0)


@pytest.mark.rule("R8-20")
def test_what_the_exchange_announces_is_held_to_what_may_be_public():
    listing = ListingFactory()
    with pytest.raises(Unfit):
        terminate_listing(listing=listing, reason_code="Z1", text="请联系 13800138000。", by=auditor_of(listing))
    listing.refresh_from_db()
    assert (listing.state, listing.announcements.count()) == (ListingState.IN_NOTICE, 0)


@pytest.mark.rule("R3-24")
def test_terminate_ends_a_suspension_with_the_listing():
    from tests.factories.notice import suspended_listing  # noqa: PLC0415

    listing = suspended_listing()
    listing = terminate_listing(listing=listing, reason_code="Z1", text="障碍无法消除。", by=auditor_of(listing))
    assert listing.state == ListingState.TERMINATED
    assert listing.suspensions.filter(ended_at=None).count() == 0


# --- terms


@pytest.mark.rule("R3-42")
def test_a_change_of_price_needs_the_paper_of_its_approval_and_begins_the_period_again():
    listing = ListingFactory()
    ends = listing.notice_ends_at
    with pytest.raises(ApprovalMissing):
        change_terms(listing=listing, price=Decimal(3000000), text="", evidence=None, by=auditor_of(listing))

    change_terms(listing=listing, price=Decimal(3000000), text="", evidence=StoredFileFactory(), by=auditor_of(listing))

    listing.refresh_from_db()
    assert (listing.price, listing.deposit, listing.base_price) == (3000000, 300000, 3200000)
    assert listing.notice_ends_at > ends
    change = listing.announcements.get(kind="changed")
    assert (change.before["price"], change.after["price"]) == ("3200000.00", "3000000")


@pytest.mark.rule("R3-42")
def test_a_change_of_terms_leaves_the_old_words_in_view_and_a_version_of_the_record():
    listing = ListingFactory()
    terms = {"buyer_conditions_zh": "须有量产能力。", "payment_terms_zh": listing.achievement.payment_terms_zh}
    given = {"price": listing.price, "text": "会议同意", "evidence": StoredFileFactory(), "by": auditor_of(listing)}
    change_terms(listing=listing, terms=terms, **given)

    achievement = Achievement.objects.get(pk=listing.achievement_id)
    assert achievement.buyer_conditions_zh == "须有量产能力。"
    assert achievement.versions.latest("number").content["buyer_conditions_zh"] == "须有量产能力。"
    change = listing.announcements.get(kind="changed")
    assert change.before["buyer_conditions_zh"] != change.after["buyer_conditions_zh"] == "须有量产能力。"
    with pytest.raises(NothingChanged):
        change_terms(listing=listing, terms=terms, **given)


def test_changed_terms_are_checked_again_and_the_desk_says_what_was_found(client):
    listing = ListingFactory()
    case, auditor = listing.achievement.case, auditor_of(listing)
    assert (case.check_runs.count(), checks_owed(case)) == (1, False)
    IPRight.objects.filter(achievement=listing.achievement).update(status="INV")
    change_terms(listing=listing, price=Decimal(3000000), text="", evidence=StoredFileFactory(), by=auditor)
    client.force_login(auditor.user)
    desk = f"/listings/{listing.code}/notice/"
    assert client.get(desk).context["checks"]["owed"]
    finish_checks(case)
    newest, first = [run.results.filter(passed=False).count() for run in finished_runs(case)]
    page = client.get(desk)
    assert page.context["checks"] | {"case": None} == {"owed": False, "findings": newest, "case": None}
    assert newest > first
    assert f'href="/audit/{case.reference}/"' in page.text
    client.force_login(officer_of(listing).user)
    assert client.get(desk).context["checks"] is None


@pytest.mark.rule("R8-20")
@pytest.mark.parametrize("text", ["联系 13812345678", "属于绝密", "联系 138**1234**5678", "属于绝\u200b密"])
def test_terms_asked_for_hold_neither_personal_data_nor_words_of_secrecy(text):
    listing = ListingFactory()
    given = {"price": listing.price, "text": "会议同意", "terms": {"buyer_conditions_zh": text}}
    with pytest.raises(Unfit) as refused:
        propose(listing=listing, kind="change", by=officer_of(listing), **given)
    assert refused.value.field == "buyer_conditions_zh"
    assert not listing.proposals.exists()


@pytest.mark.rule("R3-42")
def test_a_deposit_that_was_paid_stays_as_it_was_fixed():
    listing = ListingFactory()
    record_deposit(intent=registered_intent(listing, make_agent()), bank_reference="1", by=finance_of(listing))
    change_terms(listing=listing, price=Decimal(3000000), text="", evidence=StoredFileFactory(), by=auditor_of(listing))
    assert listing.deposit == 320000


@pytest.mark.rule("R3-33")
def test_a_changed_price_and_that_of_a_further_listing_fit_the_bidding_step():
    listing = ListingFactory()
    auditor, officer = auditor_of(listing), officer_of(listing)
    paper_of = {"text": "x", "evidence": StoredFileFactory(), "by": auditor}
    with pytest.raises(OffStep):
        change_terms(listing=listing, price=Decimal(3000001), **paper_of)
    with pytest.raises(OffStep):
        propose(listing=listing, kind="change", price=Decimal(3000001), text="x", evidence=paper(), by=officer)
    ended = withdraw_listing(listing=listing, by=officer, **WITHDRAW)
    with pytest.raises(OffStep):
        relist(listing=ended, **relisting_words(ended, Decimal(3000001)) | paper_of)
    assert (ended.price, Proposal.objects.count()) == (3200000, 0)


# --- listed again


@pytest.mark.rule("R3-44")
def test_relist_lower_than_nine_tenths_needs_a_fresh_approval_and_both_lead_to_each_other():
    listing = withdraw_listing(listing=(first := ListingFactory()), by=officer_of(first), **WITHDRAW)
    auditor = auditor_of(listing)
    with pytest.raises(ApprovalNeeded):
        relist(listing=listing, **relisting_words(listing, Decimal(2860000)), by=auditor)

    second = relist(listing=listing, **relisting_words(listing, Decimal(2880000)), by=auditor)

    assert (second.previous, second.base_price, second.price) == (listing, 3200000, 2880000)
    assert listing.achievement.listings.count() == 2
    assert listing.achievement.__class__.objects.get(pk=listing.achievement_id).listing == second
    assert listing.announcements.get(kind="relisted").after["listing"] == second.code
    with pytest.raises(NotForRelisting):
        relist(listing=listing, **relisting_words(listing, Decimal(3200000)), by=auditor)


def test_the_database_keeps_one_listing_that_has_not_ended():
    listing = ListingFactory()
    twin = Listing.objects.get(pk=listing.pk)
    twin.pk, twin.code = None, "TX26-05-99999"
    with pytest.raises(IntegrityError, match="one_listing_that_has_not_ended"):
        twin.save(force_insert=True)


# --- asking


def test_the_same_is_asked_once_at_a_time_and_a_refusal_changes_nothing_but_the_answer():
    listing = ListingFactory()
    officer, auditor = officer_of(listing), auditor_of(listing)
    asked = propose(listing=listing, kind="suspension", reason_code="G2", text="权属核实。", by=officer)
    with pytest.raises(NotOpen):
        propose(listing=listing, kind="suspension", reason_code="G2", text="再次。", by=officer)

    decline_proposal(proposal=asked, answer="材料不足。", by=auditor)

    listing.refresh_from_db()
    asked.refresh_from_db()
    assert (listing.state, asked.state, asked.answer) == (ListingState.IN_NOTICE, ProposalState.DECLINED, "材料不足。")
    assert "suspension" in proposals_open_to(listing)


def test_a_change_is_asked_with_its_paper_and_granted_as_asked():
    listing = ListingFactory()
    proposal = propose(
        listing=listing,
        kind="change",
        price=Decimal(3100000),
        text="校长办公会同意。",
        evidence=paper("minutes.txt"),
        by=officer_of(listing),
    )
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    listing.refresh_from_db()
    assert listing.price == 3100000
    assert Event.objects.filter(kind="proposal.grant", subject_key=proposal.pk).count() == 1


@pytest.mark.rule("R8-31")
def test_whoever_belongs_to_the_holder_decides_nothing():
    listing = ListingFactory()
    officer = officer_of(listing)
    proposal = propose(listing=listing, kind="suspension", reason_code="G2", text="权属核实。", by=officer)
    with pytest.raises(ConflictOfInterest):
        grant_proposal(proposal=proposal, answer="", by=officer)
    assert Proposal.objects.get().state == ProposalState.ASKED


# --- a licensed auctioneer's sale


def sale(**changes) -> dict:
    moment = now()
    return {
        "regime": "AUCTION",
        "auctioneer": "恒信拍卖有限公司",
        "licence_number": "示拍 0417",
        "viewing_place": "江洲大学新材料楼",
        "viewing_from": moment + timedelta(hours=1),
        "viewing_until": moment + timedelta(days=3),
        "sale_place": "恒信拍卖厅",
        "sale_at": moment + timedelta(days=9),
    } | changes


@pytest.mark.rule("R3-30")
@pytest.mark.rule("R3-01")
def test_the_notice_of_an_outside_sale_is_published_and_its_result_recorded_without_a_bidding():
    listing = planned(**sale())
    assert listing.notice_ends_at == listing.outside_sale.sale_at
    with pytest.raises(NotForIntents):
        registered_intent(listing, make_agent())
    listing = end_notice(listing=make_notice_due(listing))
    words = {"text": "", "by": auditor_of(listing)}
    with pytest.raises(ResultIncomplete):
        record_sale(listing=listing, result="sold", price=None, buyer_name="", **words)

    listing = record_sale(listing=listing, result="sold", price=Decimal(3500000), buyer_name="海东能源公司", **words)

    assert listing.state == ListingState.SOLD
    assert listing.announcements.get(kind="sale").after == {"sale_price": "3500000", "buyer": "海东能源公司"}


@pytest.mark.rule("R3-30")
def test_a_sale_within_seven_days_of_its_notice_is_not_published(settings):
    settings.TTE_RULE_SET = "R2026"
    one_day = end_of_day(official_date(now()) + timedelta(days=1)) - timedelta(hours=6)
    for meanwhile, says in (
        ({"sale_at": now() + timedelta(days=6)}, "7"),
        ({"viewing_from": one_day, "viewing_until": one_day + timedelta(hours=2)}, "2"),
        ({"viewing_from": now() - timedelta(hours=1)}, "之后"),
    ):
        with pytest.raises(SaleNotReady, match=says):
            planned(meanwhile, **sale())


def test_a_plan_names_the_registered_buyer_and_is_frozen_with_the_achievement():
    buyer = OrganisationFactory(name_zh="远航装备有限公司", kind="enterprise", party_type="160")
    achievement = AchievementFactory()
    fields = dict.fromkeys(
        ("auctioneer", "licence_number", "viewing_place", "sale_place", "relation"), ""
    ) | dict.fromkeys(("notice_length", "viewing_from", "viewing_until", "sale_at"))
    fields |= {"extension_length": 0, "extensions_allowed": 0, "related_party": False}
    plan = save_notice_plan(
        achievement=achievement, by=author_of(achievement), intended_buyer_name="远航装备有限公司", **fields
    )
    assert plan.intended_buyer == buyer


def test_take_back_twice_is_refused():
    listing = ListingFactory()
    take_back(listing=listing, by=officer_of(listing), **WITHDRAW)
    with pytest.raises(TransitionRefused):
        take_back(listing=listing, by=officer_of(listing), **WITHDRAW)
