from datetime import date

import pytest
from django.db import transaction

from tte.common.clock import today
from tte.common.numbering import yearly_code, yearly_codes

pytestmark = pytest.mark.django_db


def code(year):
    return yearly_code("GG{yy}-{number:05d}", series="tests-{year}", on=date(year, 12, 31))


def test_codes_of_a_year_are_dense_and_each_year_begins_anew():
    assert [code(2026), code(2026), code(2009), code(2026)] == ["GG26-00001", "GG26-00002", "GG09-00001", "GG26-00003"]


def test_many_codes_are_drawn_in_one_piece_of_the_year_that_runs():
    year = today().year
    with transaction.atomic():
        drawn = yearly_codes("A{year}{number:03d}", 3, series="tests-{year}")
    assert drawn == [f"A{year}001", f"A{year}002", f"A{year}003"]
