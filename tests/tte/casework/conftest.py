import pytest

from tests.factories.accounts import OrganisationFactory, make_actor
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Organisation


@pytest.fixture
def office() -> Organisation:
    return OrganisationFactory(kind=OrganisationKind.EXCHANGE)


@pytest.fixture
def auditor(office: Organisation) -> Actor:
    return make_actor(role=Role.AUDITOR, organisation=office)
