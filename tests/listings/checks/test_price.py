from decimal import Decimal

import pytest

from listings.checks.terms import price_is_of_the_market
from listings.models import Listing
from tests.factories.listings import AchievementFactory, ListingFactory
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-33")]


@pytest.fixture
def market():
    """Twenty listings of field 05 and an ordinary licence, at 100,000 to 2,000,000 yuan."""
    first = ListingFactory(field="05", right_offered="O")
    least = rule(RuleKey.PRICE_SAMPLE).number
    assert least == 20
    for place in range(1, least + 1):
        if place > 1:
            shown = AchievementFactory(field="05", rights=False)
            Listing.objects.create(
                achievement=shown, code=f"TX-{place}", holder=shown.holder, exchange=first.exchange,
                regime=first.regime, right_offered="O", price=1, base_price=1, price_basis="x", increment=1, deposit=0,
                rule_set=first.rule_set, notice_ends_at=first.notice_ends_at,
                notice_unit=first.notice_unit, notice_minimum=1, notice_length=1,
                counted_from=first.counted_from, counted_length=1, counted_unit=first.counted_unit,
            )  # fmt: skip
    for place, listing in enumerate(Listing.objects.order_by("pk"), start=1):
        Listing.objects.filter(pk=listing.pk).update(price=100_000 * place)


@pytest.mark.parametrize(
    ("price", "passed"),
    [("58000", True), ("57999", False), ("9050000", True), ("9050001", False)],
)
def test_a_price_beyond_five_times_the_outer_tenths_is_flagged_with_its_basis(market, price, passed):
    finding = price_is_of_the_market(AchievementFactory(price=Decimal(price), field="05", right_offered="O"))

    assert finding.passed is passed
    assert finding.evidence == {
        "price": price, "count": 20, "factor": "5", "low": "290000.00", "middle": "1050000.00", "high": "1810000.00",
    }  # fmt: skip


@pytest.mark.parametrize("other", [{"field": "06"}, {"right_offered": "E"}])
def test_too_few_of_the_same_kind_are_no_market(market, other):
    finding = price_is_of_the_market(AchievementFactory(**({"field": "05", "right_offered": "O"} | other)))

    assert (finding.passed, finding.evidence) == (False, {"unchecked": "no_market", "count": 0, "least": 20})


def test_a_missing_price_is_a_finding():
    assert not price_is_of_the_market(AchievementFactory(price=None)).passed
