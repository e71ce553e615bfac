import pytest

from tests.factories.codelists import load_codelists
from tests.factories.listings import make_officer, submitted_achievement
from tte.accounts.actor import Actor
from tte.codelists.selectors import forget


@pytest.fixture
def achievement(db):
    """An achievement that waits for its unit: its officer may send it back with words that are kept."""
    load_codelists()
    yield submitted_achievement()
    forget()


@pytest.fixture
def officer(achievement) -> Actor:
    return make_officer(achievement.holder)


@pytest.fixture
def reader(client, officer):
    client.force_login(officer.user)
    return client
