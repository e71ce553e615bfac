import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget


@pytest.fixture
def codelists(db):
    """Rules and code lists, which most acts ask."""
    load_codelists()
    yield
    forget()
