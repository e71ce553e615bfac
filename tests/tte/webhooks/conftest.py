import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget


@pytest.fixture
def codelists(db):
    """What a listing asks of the rules and code lists."""
    load_codelists()
    yield
    forget()
