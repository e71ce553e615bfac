import pytest

from tests.factories.accounts import make_actor
from tte.accounts.enums import Role


@pytest.fixture
def officer():
    return make_actor(role=Role.OFFICER)
