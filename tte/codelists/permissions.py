from tte.accounts.actor import Actor, has_permission
from tte.accounts.roles import Permission


def can_manage_rules(actor: Actor | None) -> bool:
    """Administrators: code lists, calendars, rules."""
    return has_permission(actor, Permission.RULES_MANAGE)
