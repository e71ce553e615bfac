import pytest

from tests.factories.listings import make_officer, submitted_achievement
from tte.accounts.actor import Actor


@pytest.fixture
def achievement():
    """An achievement that waits for its unit: its officer may send it back with words that are kept."""
    return submitted_achievement()


@pytest.fixture
def officer(achievement) -> Actor:
    return make_officer(achievement.holder)


@pytest.fixture
def reader(client, officer):
    client.force_login(officer.user)
    return client
