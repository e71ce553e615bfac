import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Membership, Organisation, User
from tte.accounts.selectors.organisation import exchange, operator
from tte.accounts.services.person import create_person

pytestmark = pytest.mark.django_db
WHERE = ("--region", "1100", "--party-type", "0241")


@pytest.fixture
def person():
    return create_person(email="first@example.org", name="First", password=None)


@pytest.mark.rule("R3-57")
def test_an_empty_exchange_gets_its_bodies_and_its_first_administrator(person, settings):
    call_command("begin_exchange", "First@example.org", *WHERE, stdout=io.StringIO())
    membership = Membership.objects.get(user=person)
    assert (membership.role, membership.organisation) == (Role.ADMINISTRATOR, operator())
    assert operator().name_zh == exchange().name_zh == settings.TTE_OPERATOR_NAME_ZH


def test_it_begins_once(person):
    call_command("begin_exchange", person.email, *WHERE, stdout=io.StringIO())
    with translation.override("en"), pytest.raises(CommandError, match="entered already"):
        call_command("begin_exchange", person.email, *WHERE)
    assert Organisation.objects.filter(kind=OrganisationKind.OPERATOR).count() == 1


@pytest.mark.parametrize(
    "where", [("--region", "0000", "--party-type", "0241"), ("--region", "1100", "--party-type", "x")]
)
def test_codes_of_no_list_are_refused(person, where):
    with pytest.raises(CommandError, match="is not in the list"):
        call_command("begin_exchange", person.email, *where)


def test_an_unconfirmed_address_administers_nothing():
    with pytest.raises(CommandError, match="confirmed"):
        call_command("begin_exchange", User.objects.create_user("x@example.org", None).email, *WHERE)
