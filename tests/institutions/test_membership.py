import pytest

from institutions.models import Invitation
from institutions.selectors.invitation import invitations_of
from institutions.services.membership import (
    MembershipRefused,
    RoleUnfit,
    accept_invitation,
    end_membership,
    grant_role,
    invite_person,
)
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory, make_actor
from tests.factories.invitations import InvitationFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.models import Membership
from tte.notices.models import Delivery, Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_actor(role=Role.ADMINISTRATOR)


@pytest.fixture
def university():
    return OrganisationFactory()


def test_granting_twice_gives_one_membership(administrator, university):
    person = UserFactory()
    first = grant_role(organisation=university, user=person, role=Role.RESEARCHER, by=administrator)
    again = grant_role(organisation=university, user=person, role=Role.RESEARCHER, by=administrator)
    assert (first, first.granted_by) == (again, administrator.user)
    assert (Notice.objects.count(), Event.objects.filter(kind="membership.grant").count()) == (1, 1)


def test_a_role_that_does_not_fit_the_kind_is_refused(administrator, university):
    with pytest.raises(RoleUnfit) as refusal:
        grant_role(organisation=university, user=UserFactory(), role=Role.AUDITOR, by=administrator)
    assert refusal.value.field == "role"
    assert Membership.objects.filter(organisation=university).count() == 0


def test_inviting_somebody_who_has_an_account_grants_at_once(administrator, university):
    person = UserFactory(email="known@example.org")
    made = invite_person(organisation=university, email="Known@Example.org", role=Role.OFFICER, by=administrator)
    assert (made.user, Invitation.objects.count()) == (person, 0)


def test_inviting_somebody_unknown_owes_one_mail(administrator, university):
    made = invite_person(organisation=university, email="New@example.org", role=Role.OFFICER, by=administrator)
    again = invite_person(organisation=university, email="new@example.org", role=Role.OFFICER, by=administrator)
    assert made == again
    [delivery] = Delivery.objects.all()
    assert (made.delivery, delivery.state, delivery.address) == (delivery, "queued", "new@example.org")


def test_the_invited_person_accepts_once(university):
    invitation = InvitationFactory(organisation=university, email="guest@example.org", role=Role.OFFICER)
    guest = UserFactory(email="guest@example.org")
    assert list(invitations_of(guest)) == [invitation]
    membership = accept_invitation(invitation=invitation, by=Actor(guest))
    assert (membership.user, membership.role, membership.granted_by) == (guest, Role.OFFICER, invitation.invited_by)
    with pytest.raises(MembershipRefused):
        accept_invitation(invitation=invitation, by=Actor(guest))
    assert Membership.objects.filter(user=guest).count() == 1


def test_nobody_else_accepts_an_invitation(university):
    invitation = InvitationFactory(organisation=university)
    with pytest.raises(MembershipRefused):
        accept_invitation(invitation=invitation, by=Actor(UserFactory()))
    assert Membership.objects.count() == 0


def test_ending_keeps_the_row_with_its_author(administrator, university):
    membership = MembershipFactory(organisation=university)
    ended = end_membership(membership=membership, by=administrator)
    assert (ended.ended_by, ended.ended_at is not None) == (administrator.user, True)
    with pytest.raises(MembershipRefused):
        end_membership(membership=membership, by=administrator)
    assert Event.objects.filter(kind="membership.end").count() == 1


def test_the_last_administrator_stays(administrator):
    with pytest.raises(MembershipRefused):
        end_membership(membership=administrator.membership, by=administrator)
    MembershipFactory(role=Role.ADMINISTRATOR, organisation=administrator.organisation)
    assert end_membership(membership=administrator.membership, by=administrator).ended_at is not None
