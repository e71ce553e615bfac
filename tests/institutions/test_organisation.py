import pytest

from institutions.services.organisation import (
    AlreadyRegistered,
    admit_organisation,
    refuse_organisation,
    register_organisation,
)
from tests.factories.accounts import OrganisationFactory, OrganisationIdentifierFactory, UserFactory, make_actor
from tte.accounts.actor import Actor, has_permission
from tte.accounts.enums import IdentifierScheme, OrganisationKind, OrganisationState, Role
from tte.accounts.identifiers import IdentifierRefused
from tte.accounts.models import Membership, Organisation
from tte.accounts.roles import Permission
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db

GIVEN = {
    "name_zh": "示例大学",
    "name_en": "Example University",
    "party_type": "0221",
    "region_code": "3300",
    "scheme": IdentifierScheme.CREDIT_CODE,
    "value": "91990000MA0TEXT049",
}


@pytest.fixture
def administrator():
    return make_actor(role=Role.ADMINISTRATOR)


@pytest.mark.rule("R4-30")
@pytest.mark.parametrize(
    ("kind", "role"), [(OrganisationKind.HOLDER, Role.OFFICER), (OrganisationKind.ENTERPRISE, Role.AGENT)]
)
def test_who_registers_is_the_first_of_its_people_and_waits(administrator, kind, role):
    person = UserFactory()
    organisation = register_organisation(**GIVEN, kind=kind, by=Actor(person))
    membership = Membership.objects.get(organisation=organisation)
    assert (membership.user, membership.role, organisation.state) == (person, role, OrganisationState.AWAITING)
    assert organisation.identifiers.get().value == "91990000MA0TEXT049"
    assert has_permission(Actor(person, membership), Permission.ACHIEVEMENT_POST) is False
    assert [event.kind for event in events_of(organisation)] == ["organisation.register"]
    assert Notice.objects.get().person == administrator.user


def test_a_wrong_credit_code_registers_nothing(administrator):
    with pytest.raises(IdentifierRefused) as refusal:
        register_organisation(**GIVEN | {"value": "91990000MA0TEXT048"}, kind="holder", by=Actor(UserFactory()))
    assert refusal.value.field == "value"
    assert Organisation.objects.filter(name_zh="示例大学").count() == 0


def test_a_number_belongs_to_one_organisation(administrator):
    OrganisationIdentifierFactory(scheme=IdentifierScheme.CREDIT_CODE, value="91990000MA0TEXT049")
    with pytest.raises(AlreadyRegistered):
        register_organisation(**GIVEN, kind="holder", by=Actor(UserFactory()))
    assert Organisation.objects.filter(name_zh="示例大学").count() == 0


def test_admission_opens_the_roles_and_tells_the_people(administrator):
    actor = make_actor(role=Role.OFFICER, organisation=OrganisationFactory(awaiting=True))
    admit_organisation(organisation=actor.organisation, by=administrator)
    actor.organisation.refresh_from_db()
    assert has_permission(actor, Permission.ACHIEVEMENT_POST) is True
    assert Notice.objects.get().person == actor.user
    (event,) = events_of(actor.organisation)
    assert (event.kind, event.user_key) == ("organisation.admit", administrator.user.pk)


def test_a_refused_organisation_may_still_be_admitted_later(administrator):
    organisation = OrganisationFactory(awaiting=True)
    refuse_organisation(organisation=organisation, reason="号码与名称不符", by=administrator)
    admit_organisation(organisation=organisation, by=administrator)
    with pytest.raises(TransitionRefused):
        refuse_organisation(organisation=organisation, reason="再次", by=administrator)
    organisation.refresh_from_db()
    assert organisation.state == OrganisationState.ADMITTED
