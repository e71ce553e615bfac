"""A licensed auctioneer's sale: what was sold becomes a deal, what was not is offered again or has ended."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.services.contract import draft_from_deal
from listings.enums import ListingState, ObjectionAgainst
from listings.models import Deal, Disclosure, Listing, OutsideSale
from listings.presenting.life import listing_stations
from listings.selectors.announcement import announcement_rows
from listings.selectors.listing import overdue_suspensions
from listings.selectors.objection import objection_against
from listings.selectors.outside_sale import awaits_buyer, kept_sale
from listings.selectors.qualification import listings_to_qualify
from listings.selectors.situation import Course, Situation, situation_of
from listings.services.audit import ChecksUnfinished
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.listing import SaleNotReady, end_notice
from listings.services.objection import dismiss_objection
from listings.services.outside_sale import BuyerUnknown, NameInText, name_buyer, record_sale
from listings.services.proposal import grant_proposal, propose
from listings.services.qualification import NotInQualification, open_competition
from listings.services.relisting import ApprovalNeeded
from listings.services.suspension import resume_listing, suspend_listing
from listings.services.takedown import reinstate
from listings.undertakings import CURRENT
from tests.factories.accounts import OrganisationFactory
from tests.factories.bidding import auditor_of, make_agent, officer_of
from tests.factories.checklist import OBJECTION_YES
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import ListingFactory, finish_checks, make_notice_due
from tests.factories.notice import examined_objection
from tests.factories.takedown import make_head, taken_down
from tests.listings.services.test_notice_acts import planned, sale
from tte.common.clock import now
from tte.common.errors import DomainError

pytestmark = pytest.mark.django_db


def over(**changes):
    """The auctioneer's sale is over; its result is not yet recorded."""
    listing = planned(**sale(**changes))
    return end_notice(listing=make_notice_due(listing))


def recorded(listing, **given):
    words = {"result": "sold", "price": Decimal(3500000), "text": "", "by": auditor_of(listing)}
    return record_sale(listing=listing, **(words | given))


@pytest.mark.rule("R3-29")
def test_an_auctioneers_listing_is_not_qualified_here_and_does_not_expire_before_its_result():
    listing = over()
    auditor = auditor_of(listing)

    with pytest.raises(NotInQualification):
        open_competition(listing=listing, by=auditor)

    assert list(listings_to_qualify(auditor_of(listing))) == []
    assert [station.label for station in listing_stations(listing)[4:6]] == ["拍卖", "拍卖结果"]
    assert recorded(Listing.objects.get(pk=listing.pk), buyer_name="甲公司").state == ListingState.SOLD


@pytest.mark.rule("R3-29")
@pytest.mark.rule("R3-04")
def test_a_sale_to_a_registered_buyer_is_a_deal_with_its_disclosure_and_its_contract():
    buyer = make_agent()
    listing = recorded(over(), buyer_name=buyer.organisation.name_zh, related_party=True)
    deal = listing.deal
    assert (deal.mode, deal.price, deal.buyer, deal.related_party) == ("auction", 3500000, buyer.organisation, True)
    assert situation_of(listing, Course(), now()) == Situation.DEALT
    deal = confirm_deal(deal=deal, by=auditor_of(listing))
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    assert publish_disclosure(disclosure_id=deal.disclosure.pk)
    content = Disclosure.objects.get(deal=deal).content
    assert (content["mode"]["zh"], content["qualified_bidders"]) == ("委托持牌拍卖企业拍卖", None)
    AgencyFactory()
    contract = draft_from_deal(deal=deal, by=officer_of(listing))
    assert contract.total_amount == 3500000


@pytest.mark.rule("R3-29")
def test_a_sale_to_a_stranger_waits_until_the_buyer_has_registered():
    listing = recorded(over(), buyer_name="海东能源公司")
    by = auditor_of(listing)
    assert (awaits_buyer(listing), Deal.objects.count()) == (True, 0)
    assert objection_against(listing, now()) == ObjectionAgainst.RESULT
    for name in ("海东能源公司", listing.holder.name_zh):
        with pytest.raises(BuyerUnknown):
            name_buyer(listing=listing, buyer_name=name, by=by)
    assert Deal.objects.count() == 0
    buyer = OrganisationFactory(name_zh="海东能源公司", kind="enterprise")
    deal = name_buyer(listing=listing, buyer_name="海东能源公司", by=by)
    assert (deal.buyer, deal.price, deal.mode) == (buyer, 3500000, "auction")
    listing.refresh_from_db()
    with pytest.raises(DomainError):
        name_buyer(listing=listing, buyer_name="海东能源公司", by=by)


@pytest.mark.rule("R3-24")
@pytest.mark.rule("R3-44")
def test_what_was_not_sold_is_offered_at_a_further_sale_down_the_ladder():
    listing = recorded(over(), result="unsold", price=None, buyer_name="")
    assert (listing.state, Deal.objects.count()) == (ListingState.EXPIRED, 0)
    seller, by = officer_of(listing), auditor_of(listing)
    again = {"kind": "relisting", "text": "再次委托拍卖。", "undertakings": CURRENT, "by": seller}
    low, free = listing.price * Decimal("0.5"), listing.price * Decimal("0.9")
    moment = now() + timedelta(days=30)
    fields = {
        "viewing_from": moment,
        "viewing_until": moment + timedelta(days=3),
        "sale_at": moment + timedelta(days=9),
    }
    terms = kept_sale({**sale(), **fields, "sale_place": "恒信二号厅"})
    with pytest.raises(SaleNotReady):
        propose(listing=listing, price=free, terms={}, **again)
    with pytest.raises(SaleNotReady):
        propose(listing=listing, price=free, terms=terms | {"sale_at": now().isoformat()}, **again)
    with pytest.raises(ApprovalNeeded):
        propose(listing=listing, price=low, terms=terms, **again)
    asked = propose(listing=listing, price=free, terms=terms, **again)
    with pytest.raises(ChecksUnfinished):
        grant_proposal(proposal=asked, answer="", by=by)
    finish_checks(listing.achievement.case)
    asked.refresh_from_db()
    grant_proposal(proposal=asked, answer="", by=by)

    made = Listing.objects.get(previous=listing)
    assert (made.regime, made.price, made.base_price) == ("AUCTION", free, listing.price)
    assert (made.outside_sale.sale_place, made.notice_ends_at) == ("恒信二号厅", fields["sale_at"])
    assert made.outside_sale.result == ""


def test_the_desk_names_the_buyer_and_asks_for_a_further_sale(client):
    listing = recorded(over(), buyer_name="海东能源公司")
    client.force_login(auditor_of(listing).user)
    page = f"/listings/{listing.code}/notice/"
    assert 'id="name_buyer_buyer_name"' in client.get(page).content.decode()
    refused = client.post(f"{page}govern/", {"act": "name_buyer", "buyer_name": "海东能源公司"})
    assert refused.status_code == 422
    OrganisationFactory(name_zh="海东能源公司", kind="enterprise")
    assert client.post(f"{page}govern/", {"act": "name_buyer", "buyer_name": "海东能源公司"}).status_code == 302
    assert 'id="name_buyer_buyer_name"' not in client.get(page).content.decode()

    unsold = recorded(over(), result="unsold", price=None, buyer_name="")
    client.force_login(officer_of(unsold).user)
    page = client.get(f"/listings/{unsold.code}/notice/").content.decode()
    assert 'id="ask_relisting_sale_at"' in page


def later(**changes):
    """Other hours of the same sale, with the whole notice before them."""
    moment = now() + timedelta(days=20)
    hours = {"viewing_from": moment, "viewing_until": moment + timedelta(days=3), "sale_at": moment + timedelta(days=9)}
    return sale() | hours | changes


def at_rest(*, sale_at=None):
    """Suspended within its notice; `sale_at` is the hour of its sale as it stands now."""
    listing = planned(**sale())
    listing = suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    if sale_at is not None:
        OutsideSale.objects.filter(listing=listing).update(sale_at=sale_at)
    return Listing.objects.get(pk=listing.pk)


@pytest.mark.rule("R3-41")
def test_a_sale_that_is_still_far_enough_keeps_its_hour_after_a_suspension():
    hour = now() + timedelta(days=30)
    listing = planned(**sale(sale_at=hour))
    listing = suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    listing = resume_listing(listing=listing, text="", by=auditor_of(listing))
    assert (listing.state, listing.notice_ends_at) == (ListingState.IN_NOTICE, hour)
    assert listing.announcements.get(kind="resumed").after == {}


@pytest.mark.rule("R3-30")
@pytest.mark.rule("R3-41")
def test_a_sale_that_would_come_too_soon_after_a_suspension_gets_other_hours(settings):
    settings.TTE_RULE_SET = "R2026"
    listing = at_rest(sale_at=now() - timedelta(hours=1))
    by = auditor_of(listing)
    soon = sale(sale_at=now() + timedelta(days=5))
    for terms in (None, kept_sale(soon)):
        with pytest.raises(SaleNotReady):
            resume_listing(listing=listing, text="", by=by, terms=terms)
    hours = later(sale_place="恒信二号厅")
    listing = resume_listing(listing=listing, text="", by=by, terms=kept_sale(hours))

    assert (listing.state, listing.notice_ends_at) == (ListingState.IN_NOTICE, hours["sale_at"])
    kept = OutsideSale.objects.get(listing=listing)
    assert (kept.sale_at, kept.sale_place, kept.auctioneer) == (hours["sale_at"], "恒信二号厅", "恒信拍卖有限公司")
    said = listing.announcements.get(kind="resumed").after
    assert set(said) == {"sale_place", "sale_at", "viewing_from", "viewing_until", "notice_ends_at"}
    assert {row.after for row in announcement_rows(listing)[0].changes} > {"恒信二号厅"}


def test_the_desk_asks_for_the_hours_of_the_sale_when_it_is_resumed(client):
    listing = at_rest()
    client.force_login(auditor_of(listing).user)
    page = f"/listings/{listing.code}/notice/"
    assert 'id="resume_sale_at"' in client.get(page).content.decode()
    given = {name: f"{value:%Y-%m-%dT%H:%M}" if hasattr(value, "hour") else value for name, value in later().items()}
    assert client.post(f"{page}govern/", {"act": "resume", **given, "sale_at": ""}).status_code == 422
    assert client.post(f"{page}govern/", {"act": "resume", **given}).status_code == 302
    listing.refresh_from_db()
    assert listing.state == ListingState.IN_NOTICE


@pytest.mark.rule("R8-03")
def test_a_takedown_is_undone_though_the_sale_has_come_too_soon_and_the_exchange_is_reminded():
    listing, head = planned(**sale()), make_head()
    OutsideSale.objects.filter(listing=listing).update(sale_at=now() - timedelta(hours=1))
    takedown = taken_down(listing.achievement, head)
    reinstate(takedown=takedown, reason_code="B1", text="nothing to it", by=head)
    listing.refresh_from_db()
    assert listing.state == ListingState.SUSPENDED
    assert [one.listing for one in overdue_suspensions()] == [listing]


@pytest.mark.rule("R3-05")
def test_an_objection_is_dismissed_though_the_sale_has_come_too_soon():
    listing = planned(**sale())
    by = auditor_of(listing)
    objection = examined_objection(listing, by)
    OutsideSale.objects.filter(listing=listing).update(sale_at=now() - timedelta(hours=1))
    assert dismiss_objection(objection=objection, text="不成立。", answers=OBJECTION_YES, by=by).state == "dismissed"
    listing.refresh_from_db()
    assert (listing.state, overdue_suspensions().count()) == (ListingState.SUSPENDED, 1)


@pytest.mark.rule("R8-20")
@pytest.mark.rule("R3-60")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("林晓燕", "林×"),
        ("Jane Q. Smith", "Jane ×"),
        ("海东能源公司", "海东能源公司"),
        ("Haidong Energy Co., Ltd.", "Haidong Energy Co., Ltd."),
    ],
)
def test_the_announcement_of_a_sale_names_no_natural_person(client, typed, shown):
    listing = recorded(over(), buyer_name=typed)
    announced = listing.announcements.get(kind="sale")
    assert announced.after["buyer"] == shown
    assert listing.outside_sale.buyer_name == typed
    doors = {"listings:announcement": announced.code, "listings:listing": listing.code, "api:listing": listing.code}
    pages = [client.get(reverse(name, args=[code])).content.decode() for name, code in doors.items()]
    assert shown in pages[0]
    if shown != typed:
        assert [typed in page for page in pages] == [False, False, False]


@pytest.mark.rule("R8-20")
def test_a_registered_natural_person_told_by_number_is_announced_by_the_family_name():
    person = OrganisationFactory(name_zh="周启明", name_en="Zhou Qiming", kind="enterprise", party_type="410")
    person.identifiers.create(scheme="foreign", value="110101199003070134")
    listing = recorded(over(), buyer_name="110101199003070134")
    assert listing.announcements.get(kind="sale").after["buyer"] == "周×"
    assert listing.deal.buyer == person


@pytest.mark.rule("R8-20")
def test_the_words_of_the_announcement_name_no_natural_person_either():
    listing = over()
    with pytest.raises(NameInText):
        recorded(listing, buyer_name="林晓燕", text="由林晓燕竞得。")
    assert not listing.announcements.exists()


@pytest.mark.rule("R8-20")
@pytest.mark.rule("R3-03")
def test_an_intended_buyer_who_is_a_natural_person_is_public_by_the_family_name(client):
    listing = ListingFactory(regime="NEG")
    Listing.objects.filter(pk=listing.pk).update(intended_buyer=None, intended_buyer_name="林晓燕")
    pages = [reverse("listings:listing", args=[listing.code]), reverse("api:listing", args=[listing.code])]
    assert [("林晓燕" in page, "林×" in page) for page in (client.get(one).content.decode() for one in pages)] == [
        (False, True),
        (False, True),
    ]
