from django.db.models import QuerySet

from tte.accounts.models import Organisation, User
from tte.accounts.roles import ROLE_PERMISSIONS, Permission


def people_with(organisation: Organisation, permission: Permission) -> QuerySet[User]:
    """The people of the organisation whose role carries the permission: whom to notify."""
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]
    return (
        User.objects.filter(
            is_active=True,
            memberships__organisation=organisation,
            memberships__role__in=roles,
            memberships__ended_at=None,
        )
        .order_by("pk")
        .distinct()
    )


def members_of(organisation: Organisation) -> QuerySet[User]:
    """Everybody who acts for the organisation now."""
    return (
        User.objects.filter(is_active=True, memberships__organisation=organisation, memberships__ended_at=None)
        .order_by("pk")
        .distinct()
    )
