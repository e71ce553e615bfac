from decimal import Decimal

import pytest

from listings.enums import OBJECTION_UPHELD_GROUND, DepositKind, IntentState
from listings.models import DepositEntry, Intent, Listing
from listings.selectors.intent import deposits_to_settle
from listings.services.ending import end_for_good
from listings.services.intent import (
    AlreadyRegistered,
    ListingSuspended,
    NothingToSettle,
    NoticeOver,
    UndertakingMissing,
    record_deposit,
    register_intent,
    settle_deposit,
)
from listings.services.listing import end_notice
from listings.services.qualification import disqualify_bidder
from listings.services.stake import SellerMayNotBid
from listings.services.suspension import suspend_listing
from listings.services.terms import change_terms
from tests.factories.accounts import make_actor
from tests.factories.bidding import (
    auditor_of,
    finance_of,
    make_agent,
    negotiated_listing,
    officer_of,
    registered_intent,
)
from tests.factories.files import StoredFileFactory
from tests.factories.listings import ListingFactory, make_notice_due
from tte.accounts.enums import Role
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return ListingFactory()


@pytest.mark.rule("R3-40")
def test_an_intent_is_refused_of_a_listing_that_was_suspended_since_it_was_read(listing):
    stale = Listing.objects.get(pk=listing.pk)
    suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    with pytest.raises(ListingSuspended):
        registered_intent(stale, make_agent())
    assert not Intent.objects.exists()


@pytest.mark.rule("R3-42")
def test_an_intent_owes_the_deposit_of_the_terms_as_they_are_now(listing):
    stale, auditor = Listing.objects.get(pk=listing.pk), auditor_of(listing)
    change_terms(listing=listing, price=Decimal(3000000), text="", evidence=StoredFileFactory(), by=auditor)
    assert registered_intent(stale, make_agent()).listing.deposit == 300000


def test_an_intent_inside_the_notice_owes_the_deposit(listing):
    agent = make_agent()
    finance = finance_of(listing)
    intent = register_intent(listing=listing, undertakings=True, related_party=True, by=agent)
    assert (intent.state, intent.bidder, intent.registered_by) == (
        IntentState.DEPOSIT_DUE,
        agent.organisation,
        agent.user,
    )
    assert intent.related_party is True
    assert Event.objects.filter(kind="intent.register", subject_key=intent.pk).count() == 1
    assert [notice.person for notice in Notice.objects.filter(kind="listings.intent_registered")] == [finance.user]


@pytest.mark.rule("R3-54")
def test_the_seller_may_not_take_part(listing):
    insider = make_actor(role=Role.AGENT, organisation=listing.holder)
    with pytest.raises(SellerMayNotBid):
        registered_intent(listing, insider)
    assert Intent.objects.count() == 0


def test_without_the_undertakings_nothing_is_registered(listing):
    with pytest.raises(UndertakingMissing):
        register_intent(listing=listing, undertakings=False, related_party=False, by=make_agent())
    assert Intent.objects.count() == 0


def test_after_the_notice_both_times_are_stated(listing):
    listing = make_notice_due(listing)
    with pytest.raises(NoticeOver) as refusal:
        registered_intent(listing, make_agent())
    assert set(refusal.value.values) == {"at", "ended"}
    assert Intent.objects.count() == 0


def test_one_intent_an_organisation(listing):
    agent = make_agent()
    registered_intent(listing, agent)
    with pytest.raises(AlreadyRegistered):
        registered_intent(listing, agent)
    assert Intent.objects.count() == 1


def test_a_deposit_is_recorded_once_with_its_reference(listing):
    intent = registered_intent(listing, make_agent())
    finance = finance_of(listing)
    intent = record_deposit(intent=intent, bank_reference="ICBC-1", by=finance)
    assert intent.state == IntentState.DEPOSIT_RECEIVED
    line = DepositEntry.objects.get()
    assert (line.kind, line.amount, line.bank_reference, line.recorded_by) == (
        DepositKind.RECEIVED,
        Decimal(320000),
        "ICBC-1",
        finance.user,
    )
    with pytest.raises(TransitionRefused):
        record_deposit(intent=intent, bank_reference="ICBC-2", by=finance)
    assert DepositEntry.objects.count() == 1


def test_a_deposit_goes_back_to_who_was_turned_down(listing):
    intent = registered_intent(listing, make_agent())
    finance = finance_of(listing)
    record_deposit(intent=intent, bank_reference="ICBC-1", by=finance)
    with pytest.raises(NothingToSettle):
        settle_deposit(intent=intent, bank_reference="ICBC-2", by=finance)
    listing = end_notice(listing=make_notice_due(listing))
    disqualify_bidder(intent=Intent.objects.get(pk=intent.pk), reason="no power of attorney", by=auditor_of(listing))
    entry = settle_deposit(intent=intent, bank_reference="ICBC-2", by=finance)
    assert (entry.kind, entry.amount) == (DepositKind.RETURNED, Decimal(320000))
    with pytest.raises(NothingToSettle):
        settle_deposit(intent=intent, bank_reference="ICBC-3", by=finance)


@pytest.mark.rule("R3-47")
def test_the_buyers_deposit_counts_toward_the_price_once_the_deal_is_confirmed():
    from listings.services.deal import confirm_deal  # noqa: PLC0415
    from listings.services.negotiation import accept_offer, make_offer  # noqa: PLC0415

    agent = make_agent()
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = accept_offer(offer=offer, by=officer_of(listing))
    intent = Intent.objects.get()
    with pytest.raises(NothingToSettle):
        settle_deposit(intent=intent, bank_reference="ICBC-2", by=finance_of(listing))
    confirm_deal(deal=deal, by=auditor_of(listing))
    entry = settle_deposit(intent=Intent.objects.get(), bank_reference="ICBC-2", by=finance_of(listing))
    assert entry.kind == DepositKind.OFFSET


@pytest.mark.rule("R3-47", "R3-40")
def test_a_deposit_that_counted_toward_the_price_goes_back_once_the_result_falls():
    from listings.services.deal import confirm_deal  # noqa: PLC0415
    from listings.services.negotiation import accept_offer, make_offer  # noqa: PLC0415

    agent = make_agent()
    listing = negotiated_listing(agent)
    finance, auditor = finance_of(listing), auditor_of(listing)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    confirm_deal(deal=accept_offer(offer=offer, by=officer_of(listing)), by=auditor)
    settle_deposit(intent=Intent.objects.get(), bank_reference="ICBC-2", by=finance)
    with pytest.raises(NothingToSettle):
        settle_deposit(intent=Intent.objects.get(), bank_reference="ICBC-3", by=finance)

    end_for_good(Listing.objects.get(), OBJECTION_UPHELD_GROUND, "The price was not the market's", auditor)

    assert list(deposits_to_settle(listing.exchange)) == [Intent.objects.get()]
    entry = settle_deposit(intent=Intent.objects.get(), bank_reference="ICBC-3", by=finance)
    assert (entry.kind, entry.amount) == (DepositKind.RETURNED, Decimal(320000))
    assert list(deposits_to_settle(listing.exchange)) == []
    with pytest.raises(NothingToSettle):
        settle_deposit(intent=Intent.objects.get(), bank_reference="ICBC-4", by=finance)
