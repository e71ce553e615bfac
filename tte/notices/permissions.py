from tte.accounts.actor import Actor, has_permission
from tte.accounts.roles import Permission
from tte.notices.models import Notice


def can_read_notice(actor: Actor | None, notice: Notice) -> bool:
    return actor is not None and notice.person_id == actor.user.pk


def can_manage_mail(actor: Actor | None) -> bool:
    """Administrators: which e-mails arrived, and sending them again. Addresses are people's data."""
    return has_permission(actor, Permission.PEOPLE_MANAGE)
