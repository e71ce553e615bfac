import pytest

from tests.factories.codelists import load_codelists
from tte.codelists.selectors import forget
from tte.search.index import reading


@pytest.fixture(autouse=True)
def codelists(request):
    """Periods come from the rules, fields and regions from the code lists: loaded for every test with a database."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    load_codelists()
    yield
    forget()


@pytest.fixture
def search_index(settings, tmp_path):
    """A search index of the test's own; `relay_all(); catch_up()` brings it up to date."""
    settings.TTE_PROJECTIONS = tmp_path
    reading.forget()
    yield
    reading.forget()
