from decimal import Decimal

import pytest

from listings.pricing.notice import is_free_price, remaining_after_suspension

HALF = Decimal("0.5")


@pytest.mark.rule("R3-41")
@pytest.mark.rule("R3-24")
@pytest.mark.parametrize(
    ("original", "elapsed", "minimum", "left"),
    [
        (20, 4, 20, 16),  # what is left
        (20, 15, 20, 10),  # never less than half of the minimum: the printed 10 of 20
        (30, 12, 20, 18),  # the stated longer period counts
        (30, 25, 20, 10),
        (5, 5, 5, 3),  # half of an odd minimum, rounded up
        (10, 0, 10, 10),
    ],
)
def test_what_is_left_after_a_suspension(original, elapsed, minimum, left):
    assert remaining_after_suspension(original=original, elapsed=elapsed, minimum=minimum, share=HALF) == left
    assert elapsed + left >= minimum


@pytest.mark.rule("R3-44")
def test_a_second_price_is_free_down_to_nine_tenths_of_the_first():
    share = Decimal("0.9")
    assert is_free_price(price=Decimal(90), base=Decimal(100), share=share)
    assert not is_free_price(price=Decimal("89.99"), base=Decimal(100), share=share)
