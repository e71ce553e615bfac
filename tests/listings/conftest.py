import pytest

from tte.search.index import reading


@pytest.fixture
def search_index(settings, tmp_path):
    """A search index of the test's own; `relay_all(); catch_up()` brings it up to date."""
    settings.TTE_PROJECTIONS = tmp_path
    reading.forget()
    yield
    reading.forget()
