from tte.accounts.actor import Actor, same_organisation
from tte.longwork.enums import WorkState
from tte.longwork.models import Work


def can_view_work(actor: Actor | None, work: Work) -> bool:
    """Whoever asked for it, acting for the organisation for which it was asked."""
    own = actor is not None and actor.user.pk == work.asked_by_id
    return own and same_organisation(actor, work.membership.organisation_id)


def can_fetch_result(actor: Actor | None, work: Work) -> bool:
    return can_view_work(actor, work) and bool(work.result)


def can_cancel_work(actor: Actor | None, work: Work) -> bool:
    return can_view_work(actor, work) and work.state in (WorkState.QUEUED, WorkState.RUNNING)


def can_retry_work(actor: Actor | None, work: Work) -> bool:
    return can_view_work(actor, work) and work.state == WorkState.FAILED
