import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget


@pytest.fixture(autouse=True)
def codelists(db):
    """The pages say rules and fields; rows that stand there already are left alone."""
    load_codelists()
    yield
    forget()
