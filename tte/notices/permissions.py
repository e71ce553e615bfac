from tte.accounts.actor import Actor
from tte.notices.models import Notice


def can_read_notice(actor: Actor | None, notice: Notice) -> bool:
    return actor is not None and notice.person_id == actor.user.pk
