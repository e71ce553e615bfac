from datetime import timedelta

import pytest

from contracts.selectors.requirements import missing
from listings.selectors.notice_period import earliest_signing
from tests.factories.bidding import DealFactory
from tests.factories.contracts import ContractFactory
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R3-31", "R3-02")
@pytest.mark.parametrize(("days", "refused"), [(-1, ["R3-31"]), (0, [])])
def test_a_publicised_price_is_not_signed_before_its_publicity_is_over(settings, days, refused):
    settings.TTE_RULE_SET = "R2026"
    listing = ListingFactory(regime="NEG")
    signed_on = earliest_signing(listing) + timedelta(days=days)
    contract = ContractFactory(deal=DealFactory(listing=listing), signed_on=signed_on)

    assert [line.rule for line in missing(contract) if line.rule == "R3-31"] == refused
