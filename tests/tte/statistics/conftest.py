import pytest

from tests.factories.statistics import make_facts, projections_in
from tte.feed.relay import relay_all
from tte.statistics.projection import rebuild


@pytest.fixture
def projections(tmp_path):
    with projections_in(tmp_path):
        yield tmp_path


@pytest.fixture
def register(projections):
    """Three hundred registered contracts of three years, forty sellers."""
    made = make_facts(300)
    relay_all()
    rebuild()
    return made
