"""Every benchmark at its smallest size, without peers: what it compares is equal and complete; nothing is timed."""

import importlib

import pytest

from tests.factories.statistics import projections_in
from tte.codelists.selectors import stock


@pytest.fixture
def market(transactional_db, tmp_path):
    """Projections of its own; code lists are read anew, since every benchmark loads them."""
    stock.forget()
    with projections_in(tmp_path):
        yield
    stock.forget()


@pytest.mark.parametrize("name", ["p1", "p2", "p5", "p8", "near", "real", "checks"])
def test_a_benchmark_compares_what_is_equal(market, name):
    figures = importlib.import_module(f"bench.{name}").run("smoke")
    assert [figure.line() for figure in figures if figure.short] == []
    assert all(figure.rows for figure in figures)
