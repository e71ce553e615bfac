"""Where an auditor has a stake, no door of the office shows the matter, no work list or notice brings it (R8-31)."""

import pytest
from django.urls import reverse

from listings.evidence.pack import ask_for_pack, make_pack
from listings.models import Achievement, Listing, Objection
from listings.notices.notice import PROPOSAL_ASKED
from listings.permissions.stake import has_stake, has_stake_in
from listings.permissions.supply import can_open_attachment, can_read_versions
from listings.permissions.takedown import can_keep_takedown, can_take_down
from listings.presenting.desk import duties
from listings.selectors.qualification import listings_to_qualify
from listings.selectors.stake import free_auditors_of, free_examiners_of
from listings.services.catalogue import approve_batch
from listings.services.proposal import propose
from tests.factories.accounts import MembershipFactory, OrganisationFactory, sign_in
from tests.factories.bidding import (
    DealFactory,
    auditor_of,
    finance_of,
    make_agent,
    negotiated_listing,
    officer_of,
    registered_intent,
)
from tests.factories.checklist import IMPORT_YES
from tests.factories.listings import (
    AttachmentFactory,
    FirstRefusalFactory,
    ListingFactory,
    RightShareFactory,
    claimed_achievement,
    claimed_batch,
    make_auditor,
    qualifying_listing,
)
from tests.factories.notice import lodged_objection, paper
from tests.factories.takedown import make_head, taken_down
from tests.listings.services.test_stake import of_side
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.casework.permissions import can_open_case
from tte.casework.selectors import queue
from tte.casework.services import ConflictOfInterest, claim_case, claim_next
from tte.casework.services.handing import NothingWaits
from tte.common.clock import now
from tte.common.errors import PermissionRefused
from tte.longwork.models import Work
from tte.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-31")]


@pytest.fixture
def auditor_with_a_stake():
    """A listing with a registered bidder, and an auditor of its exchange who belongs to that bidder."""
    listing = ListingFactory()
    agent = make_agent()
    registered_intent(listing, agent)
    return listing, of_side(auditor_of(listing), agent.organisation)


def doors_of(listing: Listing, proposal) -> dict[str, tuple[str, str]]:
    return {
        "pack": ("post", reverse("listings:evidence_pack", args=[listing.code])),
        "paper": ("get", reverse("listings:proposal_paper", args=[proposal.pk])),
        "requests": ("get", reverse("api:proposals", args=[listing.code])),
        "versions": ("get", reverse("listings:versions", args=[listing.achievement.code])),
    }


def answers(client, doors) -> dict[str, int]:
    found = {}
    for name, (verb, address) in doors.items():
        response = getattr(client, verb)(address)
        assert name == "pack" or b"".join(response)
        found[name] = response.status_code
    return found


def test_no_door_of_the_office_opens_to_a_stake_and_each_opens_without_one(client, auditor_with_a_stake):
    listing, party = auditor_with_a_stake
    change = {"price": listing.price + listing.increment, "evidence": paper()}
    asked = propose(listing=listing, kind="change", text="价格调整。", by=officer_of(listing), **change)
    doors = doors_of(listing, asked)

    sign_in(client, party)
    assert answers(client, doors) == dict.fromkeys(doors, 404)
    closed = client.get(reverse("listings:notice", args=[listing.code]))
    assert (closed.status_code, asked.text in closed.content.decode()) == (403, False)
    assert not Work.objects.exists()

    sign_in(client, auditor_of(listing))
    assert answers(client, doors) == {**dict.fromkeys(doors, 200), "pack": 302}
    assert Work.objects.count() == 1


def test_a_pack_asked_for_before_the_stake_came_up_is_not_made():
    listing = ListingFactory()
    auditor, agent = auditor_of(listing), make_agent()
    ask_for_pack(listing=listing, by=auditor)
    registered_intent(listing, agent)
    of_side(auditor, agent.organisation)
    with pytest.raises(PermissionRefused):
        next(make_pack(Work.objects.get()))


def test_confidential_papers_are_closed_to_a_stake(auditor_with_a_stake):
    listing, party = auditor_with_a_stake
    secret = AttachmentFactory(achievement=listing.achievement, audience="confidential")
    assert can_open_attachment(auditor_of(listing), secret)
    assert not can_open_attachment(party, secret)
    assert not can_read_versions(party, listing.achievement)


def test_work_lists_hold_nothing_of_a_listing_in_which_one_has_a_stake(client):
    listing, agent = qualifying_listing(), make_agent()
    Listing.objects.filter(pk=listing.pk).update(intended_buyer=agent.organisation)
    other, party = auditor_of(listing), of_side(auditor_of(listing), agent.organisation)
    assert list(listings_to_qualify(other)) == [listing]
    assert list(listings_to_qualify(party)) == []
    sign_in(client, party)
    assert listing.code not in client.get(reverse("listings:qualification")).content.decode()


def test_deals_and_deposits_of_an_own_interest_are_not_in_the_lists_of_the_office(client):
    agent = make_agent()
    listing = ListingFactory()
    registered_intent(listing, agent)
    rival = make_agent()
    theirs = registered_intent(listing, rival)
    finance = of_side(finance_of(listing), agent.organisation)
    sign_in(client, finance)
    assert rival.organisation.name_zh not in client.get(reverse("listings:deposits")).content.decode()
    assert client.get(reverse("listings:deposit", args=[theirs.pk])).status_code == 404
    sign_in(client, finance_of(listing))
    assert rival.organisation.name_zh in client.get(reverse("listings:deposits")).content.decode()


def test_a_request_is_no_duty_and_no_notice_of_who_has_a_stake(auditor_with_a_stake):
    listing, party = auditor_with_a_stake
    other = auditor_of(listing)
    propose(listing=listing, kind="suspension", reason_code="G2", text="权属核实。", by=officer_of(listing))
    url = reverse("listings:notice", args=[listing.code])
    assert [duty.count for duty in duties(other) if duty.url == url] == [1]
    assert [duty for duty in duties(party) if duty.url == url] == []
    assert list(Notice.objects.filter(kind=PROPOSAL_ASKED.code, person=party.user)) == []
    assert Notice.objects.filter(kind=PROPOSAL_ASKED.code, person=other.user).count() == 1


@pytest.mark.parametrize("side", ["co-owner", "first taker"])
def test_a_co_owner_or_first_taker_opens_takes_and_concludes_no_audit(side):
    auditor = make_auditor()
    achievement = claimed_achievement(make_auditor())
    owner = OrganisationFactory(name_zh="海东能源公司", kind="enterprise", party_type="160")
    of_side(auditor, owner)
    case = achievement.case
    assert can_open_case(auditor, case)
    if side == "co-owner":
        RightShareFactory(achievement=achievement, owner="unit", name="海东能源公司", percent=40)
    else:
        FirstRefusalFactory(achievement=achievement, name="海东能源公司")
    assert not can_open_case(auditor, case)
    assert [row.blocked for row in queue(case.office, case.kind, auditor)] == [True]
    type(case).objects.filter(pk=case.pk).update(state="unclaimed", claimed_by=None, claimed_at=None)
    case.refresh_from_db()
    with pytest.raises(ConflictOfInterest):
        claim_case(case=case, by=auditor)
    with pytest.raises(NothingWaits):
        claim_next(kind=case.kind, by=auditor)


@pytest.mark.parametrize("side", ["holder", "co-owner"])
def test_an_import_is_closed_to_an_auditor_of_its_institution_or_of_an_owner_it_names(client, side):
    """They see its line in the queue; its records, findings and documents are for others, and so is the conclusion."""
    auditor, other = make_auditor(), make_auditor()
    batch = claimed_batch(auditor)
    owner = OrganisationFactory(name_zh="海东能源公司", kind="enterprise", party_type="160")
    urls = [reverse(f"listings:{name}", args=[batch.code]) for name in ("catalogue_batch", "batch_paper")]
    if side == "co-owner":
        record = Achievement.objects.get(catalogue_entry__batch=batch)
        RightShareFactory(achievement=record, owner="unit", name=owner.name_zh, percent=40)
    of_side(auditor, owner if side == "co-owner" else batch.holder)

    sign_in(client, auditor)
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert client.post(reverse("listings:check_batch_again", args=[batch.code])).status_code == 404
    queue_page = client.get(reverse("listings:catalogue_queue")).content.decode()
    assert (batch.code in queue_page, f'href="{urls[0]}"' in queue_page) == (True, False)
    with pytest.raises(ConflictOfInterest):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)
    sign_in(client, other)
    assert client.get(urls[0]).status_code == 200

    type(batch).objects.filter(pk=batch.pk).update(state="refused")
    type(batch.case).objects.filter(pk=batch.case_id).update(state="closed", closed_at=batch.case.opened_at)
    sign_in(client, auditor)
    assert batch.code not in client.get(reverse("listings:catalogue_queue")).content.decode()


@pytest.mark.rule("R8-03")
@pytest.mark.parametrize("side", ["holder", "co-owner", "bidder", "buyer", "intended buyer"])
def test_whoever_has_a_stake_takes_nothing_down_and_reinstates_nothing(side):
    owner = OrganisationFactory(name_zh="海东能源公司", kind="enterprise", party_type="160")
    agent = make_agent()
    listing = negotiated_listing(agent) if side == "bidder" else ListingFactory()
    achievement = listing.achievement
    head = make_head(listing.exchange)
    assert can_take_down(head, achievement)
    if side == "co-owner":
        RightShareFactory(achievement=achievement, owner="unit", name=owner.name_zh, percent=40)
    if side == "intended buyer":
        Listing.objects.filter(pk=listing.pk).update(intended_buyer_name=owner.name_zh)
    if side == "buyer":
        Listing.objects.filter(pk=listing.pk).update(intended_buyer=owner)
    of_side(head, {"holder": listing.holder, "bidder": agent.organisation}.get(side, owner))
    assert not can_take_down(head, achievement)
    taken = taken_down(achievement, by=make_head(listing.exchange))
    assert not can_keep_takedown(head, taken)
    assert has_stake(head, Achievement._base_manager.get(pk=achievement.pk))


def test_an_organisation_without_an_english_name_is_no_side_of_a_listing_without_a_named_buyer():
    listing = ListingFactory()
    person = MembershipFactory(organisation=OrganisationFactory(name_en="")).user
    assert listing.intended_buyer_name == ""
    assert not has_stake_in(Actor(person), listing)


SIDES = [
    *("author", "holder", "co-owner", "first taker"),
    *("bidder", "named buyer", "buyer", "winner", "left the holder", ""),
]


@pytest.mark.parametrize("side", SIDES)
def test_those_who_are_told_are_found_in_one_statement_and_have_no_stake(side, django_assert_num_queries):
    owner = OrganisationFactory(name_zh="海东能源公司", name_en="", kind="enterprise", party_type="160")
    listing, agent = ListingFactory(), make_agent()
    if side == "co-owner":
        RightShareFactory(achievement=listing.achievement, owner="unit", name=owner.name_zh, percent=40)
    if side == "first taker":
        FirstRefusalFactory(achievement=listing.achievement, name=owner.name_zh)
    if side == "bidder":
        registered_intent(listing, agent)
    if side == "named buyer":
        Listing.objects.filter(pk=listing.pk).update(intended_buyer_name=owner.name_zh)
    if side == "buyer":
        Listing.objects.filter(pk=listing.pk).update(intended_buyer=owner)
    if side == "winner":
        DealFactory(listing=listing, buyer=owner)
    party, other, is_free = auditor_of(listing), auditor_of(listing), side in ("left the holder", "")
    if side == "left the holder":
        gone = {"ended_at": now(), "ended_by": other.user}
        MembershipFactory(user=party.user, organisation=listing.holder, role=Role.OFFICER, **gone)
    if side == "author":
        Achievement.objects.filter(pk=listing.achievement_id).update(posted_by=party.user)
    else:
        of_side(party, {"holder": listing.holder, "bidder": agent.organisation}.get(side, owner))
    listing = Listing.objects.select_related("exchange").get(pk=listing.pk)

    with django_assert_num_queries(1):
        told = free_auditors_of(listing)

    assert (other.user in told, party.user in told) == (True, is_free)
    assert all(has_stake_in(Actor(person), listing) is (person not in told) for person in (party.user, other.user))
    objection = lodged_objection(listing, by=make_agent())
    free = free_examiners_of(Objection.objects.select_related("listing__exchange").get(pk=objection.pk))
    assert (other.user in free, party.user in free) == (True, is_free)
