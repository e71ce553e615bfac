from collections.abc import Collection, Iterable

from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.models import User
from tte.accounts.roles import Permission
from tte.accounts.selectors.membership import homes_of
from tte.casework.enums import CaseState
from tte.casework.kinds import KINDS
from tte.casework.models import Case, Correction, Reaudit


def works_kind(actor: Actor | None, kind: str) -> bool:
    return any(has_permission(actor, permission) for permission in KINDS[kind].permissions)


def leads_cases(actor: Actor | None) -> bool:
    """The head of an office sees its queues and gives work out, and decides on none of it."""
    return has_permission(actor, Permission.CASES_LEAD)


def works_cases(actor: Actor | None) -> bool:
    """Whoever works or leads a queue."""
    return leads_cases(actor) or any(works_kind(actor, kind) for kind in KINDS)


def keeps_off(user: User, kind: str) -> frozenset[int]:
    """Organisations on whose cases this person does not act: the person's own, and those dealt with (R8-31)."""
    return kept_off([user.pk], kind)[user.pk]


def kept_off(people: Collection[int], kind: str) -> dict[int, frozenset[int]]:
    """What `keeps_off` says, of many people at once."""
    dealt_with = KINDS[kind].dealt_with(people)
    homes = {} if KINDS[kind].of_own_house else homes_of(people)
    return {each: frozenset(homes.get(each, ())) | frozenset(dealt_with.get(each, ())) for each in people}


def is_barred(user: User, case: Case) -> bool:
    """Whoever wrote or handed in the work, or decided the step before, never decides on it."""
    parts = () if KINDS[case.kind].of_own_house else (case.author_id, case.opened_by_id)
    return user.pk in (*parts, *case.barred)


def has_conflict(actor: Actor, case: Case) -> bool:
    """The applicant's own people, those who dealt with it, whose interest it is, whoever had a part in it (R8-31)."""
    return bool(blocked(actor.user, case.kind, [case]))


def blocked(user: User, kind: str, cases: Iterable[Case]) -> set[int]:
    """The keys of those of these cases, all of one kind, in which the person has a conflict of interest."""
    off, rows = keeps_off(user, kind), list(cases)
    found = {case.pk for case in rows if is_barred(user, case) or case.applicant_id in off}
    free = [case.pk for case in rows if case.pk not in found]
    return found.union(KINDS[kind].stakes(user).filter(pk__in=free).values_list("pk", flat=True)) if free else found


def can_view_case(actor: Actor | None, case: Case) -> bool:
    """The people of its office who work its kind, and the head; a conflict blocks acts, not sight of the queue."""
    return same_organisation(actor, case.office_id) and (works_kind(actor, case.kind) or leads_cases(actor))


def can_open_case(actor: Actor | None, case: Case) -> bool:
    """What is in a case is for those whose interests it does not touch (R8-31)."""
    return actor is not None and can_view_case(actor, case) and not has_conflict(actor, case)


def can_work_case(actor: Actor | None, case: Case) -> bool:
    """May stand before the acts of claiming and putting back; the service says whether they are open."""
    kind = KINDS[case.kind]
    works_it = bool(kind.queue) and same_organisation(actor, case.office_id) and works_kind(actor, kind.code)
    if actor is None or not works_it:
        return False
    return not kind.is_blind or (case.withheld_at is None and not has_conflict(actor, case))


def can_read_case(actor: Actor | None, case: Case) -> bool:
    """Whoever looks at a decision again does so without having read the first one (R8-31)."""
    return can_open_case(actor, case) and not (actor is not None and looks_again(actor.user, case))


def looks_again(user: User, case: Case) -> bool:
    """Whether the person has a second look at this decided case in hand."""
    if case.closed_at is None:
        return False
    return Reaudit.objects.filter(original__case=case, case__claimed_by=user, case__closed_at=None).exists()


def can_claim_case(actor: Actor | None, case: Case) -> bool:
    is_open = case.state == CaseState.UNCLAIMED and can_view_case(actor, case) and works_kind(actor, case.kind)
    return is_open and actor is not None and not has_conflict(actor, case)


def has_in_hand(actor: Actor | None, case: Case) -> bool:
    return actor is not None and case.state == CaseState.IN_HAND and case.claimed_by_id == actor.user.pk


def can_decide_case(actor: Actor | None, case: Case) -> bool:
    """Open to the one who has it in hand, as long as no conflict has come up."""
    return (
        has_in_hand(actor, case) and actor is not None and can_view_case(actor, case) and not has_conflict(actor, case)
    )


def can_note_case(actor: Actor | None, case: Case) -> bool:
    return can_open_case(actor, case)


def can_assign_case(actor: Actor | None, case: Case) -> bool:
    return leads_cases(actor) and same_organisation(actor, case.office_id)


def can_open_correction(actor: Actor | None, correction: Correction) -> bool:
    return can_open_case(actor, correction.case)
