from decimal import Decimal

import pytest

from contracts.models import Contract
from contracts.presenting.desk import duties
from contracts.services.contract import draft_from_deal
from listings.models import Deal
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import ListingFactory, make_officer
from tte.accounts.enums import OrganisationKind, Role
from tte.common.clock import now
from tte.common.errors import PermissionRefused

pytestmark = pytest.mark.django_db


def a_deal(*, confirmed: bool = True, **fields) -> Deal:
    """A deal struck for a listing at 3,450,000 yuan."""
    AgencyFactory()
    listing = ListingFactory(**fields)
    confirmation = {}
    if confirmed:
        confirmation = {"confirmed_at": now(), "confirmed_by": make_actor(role=Role.AUDITOR).user}
    return Deal.objects.create(
        listing=listing,
        code="D26-00012",
        seller=listing.holder,
        buyer=OrganisationFactory(kind=OrganisationKind.ENTERPRISE),
        mode="bidding",
        price=Decimal(3_450_000),
        qualified_bidders=2,
        **confirmation,
    )


@pytest.mark.parametrize(
    ("right", "contract_type", "mode"), [("transfer", "21", ""), ("E", "31", "E"), ("O", "31", "O")]
)
def test_draft_from_deal_is_filled_in(right, contract_type, mode):
    deal = a_deal(right_offered=right)
    officer = make_officer(deal.seller)

    contract = draft_from_deal(deal=deal, by=officer)

    assert (contract.contract_type, contract.licence_mode, contract.ip_type) == (contract_type, mode, "11")
    assert (contract.seller, contract.buyer, contract.total_amount) == (deal.seller, deal.buyer, deal.price)
    assert contract.field == deal.listing.achievement.field
    assert contract.title.startswith(deal.listing.achievement.title_zh)
    assert contract.title.endswith("合同")


def test_draft_from_deal_without_a_right_is_know_how():
    deal = a_deal(right_offered="transfer")
    deal.listing.achievement.ip_rights.all().delete()

    contract = draft_from_deal(deal=deal, by=make_officer(deal.seller))

    assert (contract.contract_type, contract.ip_type) == ("23", "20")


def test_draft_from_deal_asked_twice_is_one_contract():
    deal = a_deal()
    officer = make_officer(deal.seller)

    first, second = draft_from_deal(deal=deal, by=officer), draft_from_deal(deal=deal, by=make_officer(deal.seller))

    assert first == second
    assert Contract.objects.count() == 1


def test_draft_from_deal_that_is_not_confirmed_is_refused():
    deal = a_deal(confirmed=False)

    with pytest.raises(PermissionRefused):
        draft_from_deal(deal=deal, by=make_officer(deal.seller))

    assert Contract.objects.count() == 0


def test_draft_from_deal_by_the_buyer_is_refused():
    deal = a_deal()

    with pytest.raises(PermissionRefused):
        draft_from_deal(deal=deal, by=make_officer(deal.buyer))


def test_desk_of_the_seller_names_deals_without_a_contract():
    deal = a_deal()
    officer = make_officer(deal.seller)

    before = [(duty.label, duty.count) for duty in duties(officer)]
    draft_from_deal(deal=deal, by=officer)
    after = [(duty.label, duty.count) for duty in duties(officer)]

    assert before == [("尚未起草合同的成交", 1)]
    assert after == [("尚未提交的合同", 1)]
