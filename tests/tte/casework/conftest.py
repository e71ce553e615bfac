import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget


@pytest.fixture(autouse=True)
def codelists(db):
    """Periods come from the rules, regions and types of party from the code lists."""
    load_codelists()
    yield
    forget()
