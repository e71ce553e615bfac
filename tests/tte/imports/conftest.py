import pytest

from tests.factories.accounts import make_actor
from tte.accounts.enums import Role
from tte.codelists.models import Code, ListHead
from tte.codelists.selectors import forget


@pytest.fixture
def officer():
    return make_actor(role=Role.OFFICER)


@pytest.fixture
def bare(db):
    """No code list at all, and nothing remembered before or after."""
    for model in (Code, ListHead):
        model.objects.all().delete()
    forget()
    yield
    forget()
