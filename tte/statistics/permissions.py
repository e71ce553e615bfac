from tte.accounts.actor import Actor, has_permission
from tte.accounts.roles import Permission


def can_browse_statistics(actor: Actor | None) -> bool:
    """See every figure, also those that R2-07 keeps from the public."""
    return has_permission(actor, Permission.STATISTICS_BROWSE)


def can_export_statistics(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.STATISTICS_EXPORT)
