from tte.accounts.actor import Actor, has_permission
from tte.accounts.roles import Permission


def is_signed_in(actor: Actor | None) -> bool:
    return actor is not None


def can_manage_people(actor: Actor | None) -> bool:
    """Administrators: organisations, memberships and roles."""
    return has_permission(actor, Permission.PEOPLE_MANAGE)
