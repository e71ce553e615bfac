"""Whoever belongs to a bidder, to the intended buyer or to the buyer acts on a listing for no exchange (R8-31)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from listings.enums import IntentState, ListingState, ObjectionState
from listings.models import Deal, Intent, Listing, Objection
from listings.permissions.notice import can_govern_listing
from listings.services.deal import confirm_deal
from listings.services.ending import terminate_listing
from listings.services.intent import record_deposit
from listings.services.listing import end_notice
from listings.services.negotiation import accept_offer, end_negotiation, make_offer
from listings.services.objection import conclude_objection
from listings.services.outside_sale import name_buyer, record_sale
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.services.qualification import disqualify_bidder, open_competition, qualify_bidder
from listings.services.suspension import resume_listing, suspend_listing
from tests.factories.accounts import MembershipFactory, OrganisationFactory, make_actor
from tests.factories.bidding import (
    auditor_of,
    finance_of,
    make_agent,
    negotiated_listing,
    officer_of,
    registered_intent,
)
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import ListingFactory, SecrecyDeclarationFactory, make_notice_due
from tests.factories.notice import claimed_objection, lodged_objection
from tests.listings.services.test_notice_acts import planned, sale
from tte.accounts.enums import Role
from tte.casework.services import ConflictOfInterest, claim_case

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-31")]


def of_side(actor, organisation):
    """The same person, who belongs to that side as well."""
    MembershipFactory(user=actor.user, organisation=organisation, role=Role.AGENT)
    return actor


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_who_belongs_to_a_bidder_neither_suspends_nor_ends_nor_decides_what_was_asked():
    listing = ListingFactory()
    agent = make_agent()
    registered_intent(listing, agent)
    other, auditor = auditor_of(listing), of_side(auditor_of(listing), agent.organisation)
    asked = propose(listing=listing, kind="suspension", reason_code="G2", text="权属核实。", by=officer_of(listing))

    for act, given in (
        (suspend_listing, {"listing": listing, "reason_code": "G2", "text": ""}),
        (terminate_listing, {"listing": listing, "reason_code": "Z1", "text": "权属诉讼。"}),
        (grant_proposal, {"proposal": asked, "answer": ""}),
        (decline_proposal, {"proposal": asked, "answer": "材料不足。"}),
    ):
        with pytest.raises(ConflictOfInterest):
            act(**given, by=auditor)
    assert fresh(listing).state == ListingState.IN_NOTICE

    suspend_listing(listing=listing, reason_code="G2", text="", by=other)
    with pytest.raises(ConflictOfInterest):
        resume_listing(listing=fresh(listing), text="", by=auditor)
    assert fresh(listing).state == ListingState.SUSPENDED


def test_who_belongs_to_a_bidder_decides_on_no_bidder_and_records_no_deposit():
    listing = ListingFactory()
    agent, rival = make_agent(), make_agent()
    own, others = registered_intent(listing, agent), registered_intent(listing, rival)
    with pytest.raises(ConflictOfInterest):
        record_deposit(intent=own, bank_reference="ICBC-1", by=of_side(finance_of(listing), agent.organisation))
    record_deposit(intent=own, bank_reference="ICBC-1", by=finance_of(listing))
    listing = end_notice(listing=make_notice_due(fresh(listing)))
    auditor = of_side(auditor_of(listing), agent.organisation)
    for act, given in (
        (qualify_bidder, {"intent": fresh(own)}),
        (disqualify_bidder, {"intent": fresh(others), "reason": "未交保证金"}),
        (open_competition, {"listing": listing}),
    ):
        with pytest.raises(ConflictOfInterest):
            act(**given, by=auditor)
    states = set(Intent.objects.values_list("state", flat=True))
    assert states == {IntentState.DEPOSIT_RECEIVED, IntentState.DEPOSIT_DUE}


def test_who_belongs_to_the_buyer_neither_ends_a_negotiation_nor_confirms_its_deal():
    agent = make_agent()
    listing = negotiated_listing(agent)
    auditor = of_side(auditor_of(listing), agent.organisation)
    with pytest.raises(ConflictOfInterest):
        end_negotiation(listing=listing, reason="无果", by=auditor)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = accept_offer(offer=offer, by=officer_of(listing))
    with pytest.raises(ConflictOfInterest):
        confirm_deal(deal=deal, by=auditor)
    assert fresh(deal).confirmed_at is None


def test_who_belongs_to_the_intended_buyer_governs_nothing_before_anybody_has_registered():
    listing = ListingFactory(regime="NEG")
    buyer = OrganisationFactory(name_zh=listing.intended_buyer_name, kind="enterprise", party_type="160")
    auditor = auditor_of(listing)
    assert can_govern_listing(auditor, listing)
    assert not can_govern_listing(of_side(auditor, buyer), listing)


def test_nobody_makes_an_own_organisation_the_buyer_of_an_outside_sale():
    buyer = OrganisationFactory(name_zh="海东能源公司", kind="enterprise", party_type="160")
    listing = end_notice(listing=make_notice_due(planned(**sale())))
    auditor = of_side(auditor_of(listing), buyer)
    words = {"result": "sold", "price": Decimal(3500000), "text": ""}
    with pytest.raises(ConflictOfInterest):
        record_sale(listing=listing, buyer_name="海东能源公司", by=auditor, **words)
    listing = record_sale(listing=fresh(listing), buyer_name="未登记公司", by=auditor, **words)
    with pytest.raises(ConflictOfInterest):
        name_buyer(listing=listing, buyer_name="海东能源公司", by=auditor)
    assert not Deal.objects.exists()


# --- objections


@pytest.mark.parametrize("side", ["bidder", "objector"])
def test_an_objection_is_closed_to_who_belongs_to_a_bidder_or_to_the_objector(client, side):
    listing = ListingFactory()
    agent, objector = make_agent(), make_agent()
    registered_intent(listing, agent)
    party = of_side(auditor_of(listing), (agent if side == "bidder" else objector).organisation)
    objection = lodged_objection(listing, by=objector)
    assert party.user.pk in objection.case.barred
    with pytest.raises(ConflictOfInterest):
        claim_case(case=objection.case, by=party)

    client.force_login(party.user)
    page = client.get(reverse("listings:objection_case", args=[objection.code]))
    assert page.status_code == 403
    assert objection.text not in page.content.decode()
    assert client.get(reverse("api:objection", args=[objection.code])).status_code == 404
    queue = client.get(reverse("api:objections")).content.decode()
    assert objection.code not in queue
    assert objection.code not in client.get(reverse("listings:objections")).content.decode()


def test_a_stake_that_comes_up_later_stops_the_conclusion():
    listing = ListingFactory()
    agent, auditor = make_agent(), auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    registered_intent(listing, agent)
    of_side(auditor, agent.organisation)
    with pytest.raises(ConflictOfInterest):
        conclude_objection(objection=fresh(objection), conclusion="admit", text="", answers=OBJECTION_YES, by=auditor)
    assert fresh(objection).state == ObjectionState.LODGED


def test_who_dealt_with_the_holder_examines_no_objection_to_it():
    agent = make_agent()
    listing = negotiated_listing(agent)
    auditor = of_side(auditor_of(listing), agent.organisation)
    accept_offer(offer=make_offer(listing=listing, amount=listing.price, by=agent), by=officer_of(listing))
    holder = listing.holder
    author = make_actor(role=Role.RESEARCHER, organisation=holder)
    declared = SecrecyDeclarationFactory(organisation=holder, declared_by=author.user)
    second = ListingFactory(secrecy=declared, title_zh="固态电解质薄膜及其制备方法")
    objection = lodged_objection(second, by=make_agent())
    with pytest.raises(ConflictOfInterest):
        claim_case(case=objection.case, by=auditor)


# --- pages


def test_the_pages_say_why_they_are_closed(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    agent = make_agent()
    listing = negotiated_listing(agent)
    auditor = of_side(auditor_of(listing), agent.organisation)
    client.force_login(auditor.user)
    session = client.session
    session["acting_as"] = auditor.membership.pk
    session.save()

    closed = client.get(reverse("listings:qualify", args=[listing.code]))
    assert closed.status_code == 403
    assert "You cannot decide on this qualification" in closed.content.decode()
    assert "takers" not in closed.context
    assert client.post(reverse("listings:qualify", args=[listing.code]), {"act": "open"}).status_code == 403
    desk = client.get(reverse("listings:notice", args=[listing.code]))
    assert desk.status_code == 403
    assert "Someone else acts on it." in desk.content.decode()
    assert client.post(reverse("listings:govern_listing", args=[listing.code]), {"act": "suspend"}).status_code == 404
    deal = accept_offer(
        offer=make_offer(listing=Listing.objects.get(pk=listing.pk), amount=listing.price, by=agent),
        by=officer_of(listing),
    )
    page = reverse("listings:deal", args=[deal.code])
    assert client.get(page).status_code == client.post(page).status_code == 404


def test_nothing_of_a_report_is_said_to_be_published(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    listing = ListingFactory()
    auditor = auditor_of(listing)
    lodging = client.get(reverse("listings:object", args=[listing.code]), {"ground": "O8"}).content.decode()
    assert "You alone read the reasons" in lodging
    assert "The reasons are published" not in lodging
    report = claimed_objection(listing, auditor, ground="O8")
    client.force_login(auditor.user)
    conclude_objection(objection=report, conclusion="admit", text="", answers=OBJECTION_YES, by=auditor)
    case = client.get(reverse("listings:objection_case", args=[report.code])).content.decode()
    assert "nothing of a report is published" in case
    assert "Published with the decision" not in case
    conclude_objection(
        objection=fresh(report), conclusion="dismiss", text="均已公开。", answers=OBJECTION_YES, by=auditor
    )
    assert Objection.objects.get(pk=report.pk).published_text == ""
