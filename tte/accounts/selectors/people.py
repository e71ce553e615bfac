"""Whom to tell: people as members of an organisation, each with the membership by which they were found (`through`)."""

from collections.abc import Iterable

from django.db.models import Min, QuerySet

from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User
from tte.accounts.roles import ROLE_PERMISSIONS, Permission


def people_in(organisation: Organisation, roles: Iterable[Role]) -> QuerySet[User]:
    """Who acts for the organisation now in one of the roles."""
    acting = User.objects.filter(
        is_active=True,
        memberships__organisation=organisation,
        memberships__role__in=list(roles),
        memberships__ended_at=None,
    )
    return acting.annotate(through=Min("memberships")).order_by("pk")


def people_with(organisation: Organisation, permission: Permission) -> QuerySet[User]:
    """The people of the organisation whose role carries the permission."""
    return people_in(organisation, (role for role, given in ROLE_PERMISSIONS.items() if permission in given))


def members_of(organisation: Organisation) -> QuerySet[User]:
    """Everybody who acts for the organisation now."""
    return people_in(organisation, Role)


def members_among(people: Iterable[User], organisation: Organisation) -> list[User]:
    """Those of these people who act for the organisation now, as its members. Who has left is told nothing more."""
    return list(members_of(organisation).filter(pk__in={person.pk for person in people}))
