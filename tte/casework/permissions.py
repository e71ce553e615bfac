from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.casework.enums import CaseState
from tte.casework.kinds import KINDS
from tte.casework.models import Case


def works_kind(actor: Actor | None, kind: str) -> bool:
    return any(has_permission(actor, permission) for permission in KINDS[kind].permissions)


def has_conflict(actor: Actor, case: Case) -> bool:
    """The applicant's own people and whoever wrote or handed in the work never decide on it (R8-31)."""
    return same_organisation(actor, case.applicant_id) or actor.user.pk in (case.author_id, case.opened_by_id)


def can_view_case(actor: Actor | None, case: Case) -> bool:
    """The people of its office who work its kind; a conflict blocks acts, not sight of the queue."""
    return same_organisation(actor, case.office_id) and works_kind(actor, case.kind)


def can_claim_case(actor: Actor | None, case: Case) -> bool:
    is_open = case.state == CaseState.UNCLAIMED and can_view_case(actor, case)
    return is_open and actor is not None and not has_conflict(actor, case)


def can_decide_case(actor: Actor | None, case: Case) -> bool:
    """Open to the one who has it in hand, as long as no conflict has come up."""
    return (
        case.state == CaseState.IN_HAND
        and actor is not None
        and can_view_case(actor, case)
        and case.claimed_by_id == actor.user.pk
        and not has_conflict(actor, case)
    )
