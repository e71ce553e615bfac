"""When a right ends, by the table of rules 4.3."""

from datetime import date

import pytest

from listings.models import IPRight
from listings.selectors.right_term import term_of

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R1-03")
@pytest.mark.parametrize(
    ("ip_type", "days", "ends_on"),
    [
        ("11", {"filed_on": date(2023, 2, 1)}, date(2043, 2, 1)),
        ("11", {"filed_on": date(2024, 2, 29)}, date(2044, 2, 29)),
        ("12", {"filed_on": date(2024, 2, 29)}, date(2034, 2, 28)),
        ("13", {"filed_on": date(2023, 2, 1)}, date(2038, 2, 1)),
        ("30", {"published_on": date(2020, 5, 6)}, date(2070, 12, 31)),
        ("40", {"filed_on": date(2021, 3, 1), "published_on": date(2020, 9, 1)}, date(2030, 9, 1)),
        ("40", {"filed_on": date(2021, 3, 1)}, date(2031, 3, 1)),
        ("50", {"filed_on": date(2018, 1, 1), "granted_on": date(2020, 1, 1)}, date(2035, 1, 1)),
    ],
)
def test_the_end_follows_from_the_day_the_law_counts_from(ip_type, days, ends_on):
    assert term_of(IPRight(ip_type=ip_type, **days)).ends_on == ends_on


@pytest.mark.parametrize("ip_type", ["11", "20", "60", "00"])
def test_without_its_day_or_without_a_term_nothing_is_suggested(ip_type):
    assert term_of(IPRight(ip_type=ip_type, published_on=date(2020, 1, 1))) is None
