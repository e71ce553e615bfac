"""Cases: opened with a reason and a due date, claimed by one person, checked by a worker, decided, closed."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor, same_organisation
from tte.accounts.models import Organisation, User
from tte.casework.enums import CaseState
from tte.casework.kinds import KINDS
from tte.casework.lifecycles import CASE
from tte.casework.models import Case, CaseReason, CheckRun, Decision
from tte.casework.permissions import can_view_case, has_conflict, has_in_hand, works_kind
from tte.casework.running_clock import office_days, period_of
from tte.casework.selectors.checklist import Answer
from tte.casework.services.checklist import checks_left_out, settle_lines
from tte.codelists.selectors.rules import RuleValue
from tte.common.clock import now
from tte.common.errors import DomainError, PermissionRefused, TransitionRefused
from tte.common.jobs import defer
from tte.common.locks import lock
from tte.trail.services import advance, record


class ConflictOfInterest(PermissionRefused):
    code = "conflict_of_interest"


class NotInHand(DomainError):
    code = "not_in_hand"


class SamePerson(PermissionRefused):
    """Maker and checker must be two people (R1-29)."""

    code = "same_person"


@transaction.atomic
def open_case(
    *,
    kind: str,
    office: Organisation,
    applicant: Organisation,
    author: User,
    reference: str,
    title: dict[str, str],
    reason: str = "submitted",
    limit: RuleValue | None = None,
    by: Actor | None,
) -> Case:
    """A new case in the queue of `office`, due at the end of `limit`. The caller points its row to it.

    `by=None` is somebody without an account.
    """
    opened_at = now()
    case = Case.objects.create(
        kind=KINDS[kind].code,
        office=office,
        applicant=applicant,
        author=author,
        reference=reference,
        title_zh=title["zh"],
        title_en=title["en"],
        opened_at=opened_at,
        opened_by=by.user if by else None,
        **period_of(limit, opened_at),
    )
    CaseReason.objects.create(case=case, code=reason)
    record("case.open", case, by=by, case_kind=kind, reason=reason, reference=reference)
    return case


@transaction.atomic
def open_reason(*, case: Case, code: str, by: Actor | None) -> None:
    """One more reason for the case to be in the queue; the same reason is open once."""
    _reason, created = CaseReason.objects.get_or_create(case=case, code=code, closed_at=None)
    if created:
        record("case.open_reason", case, by=by, reason=code)


@transaction.atomic
def close_reason(*, case: Case, code: str, by: Actor) -> None:
    """This reason no longer keeps the case in the queue."""
    if case.reasons.filter(code=code, closed_at=None).update(closed_at=now()):
        record("case.close_reason", case, by=by, reason=code)


@transaction.atomic
def claim_case(*, case: Case, by: Actor) -> Case:
    """Take the case in hand; whoever has it already keeps it, and nothing is written.

    Of two people at once one has it; whoever has a conflict of interest is refused.
    """
    refuse_conflict(case, by)
    if has_in_hand(by, case):
        return case
    if case.state == CaseState.IN_HAND and case.claimed_by is not None:
        raise TransitionRefused(_("%(name)s has claimed this case already"), name=case.claimed_by.name)
    advance(case, "claim", lifecycle=CASE, by=by)
    case.claimed_at, case.claimed_by = now(), by.user
    case.save(update_fields=["claimed_at", "claimed_by"])
    return case


@transaction.atomic
def release_case(*, case: Case, by: Actor) -> Case:
    """Put the case back into the queue; only the one who has it in hand can."""
    case = in_hand(case, by)
    advance(case, "release", lifecycle=CASE, by=by)
    return unclaim(case)


@transaction.atomic
def decide_case(
    *,
    case: Case,
    step: str,
    conclusion: str,
    reason_code: str = "",
    text: str = "",
    answers: Collection[Answer] = (),
    by: Actor,
    not_the_author_of: tuple[str, ...] = (),
) -> Decision:
    """Write a decision of the person who has the case in hand; what follows from it is the caller's.

    Whoever made the newest decision of a step in `not_the_author_of` cannot make this one (four eyes). The lines of
    the checklist are kept with it as they were shown and answered, and the checks that gave no answer are named.
    """
    case = in_hand(case, by)
    refuse_conflict(case, by)
    for earlier in not_the_author_of:
        last = case.decisions.filter(step=earlier).order_by("-pk").first()
        if last is not None and last.decided_by_id == by.user.pk:
            raise SamePerson(_("Another person must decide this step: you made the decision before it"))
    decision = case.decisions.create(
        step=step,
        conclusion=conclusion,
        reason_code=reason_code,
        text=text,
        points=settle_lines(case, conclusion, answers),
        not_run=checks_left_out(case),
        decided_by=by.user,
        organisation=by.acting_for,
    )
    record("case.decide", case, by=by, step=step, conclusion=conclusion, reason=reason_code)
    return decision


@transaction.atomic
def close_case(*, case: Case, by: Actor | None) -> Case:
    """The case is finished: its reasons are closed and it leaves the queue for good. `by=None` is the clock.

    The days of the office are kept where it decided, not where the party took the case back or let it lapse.
    """
    decided = by is not None and same_organisation(by, case.office_id) and case.state == CaseState.IN_HAND
    advance(case, "close", lifecycle=CASE, by=by)
    moment = now()
    case.reasons.filter(closed_at=None).update(closed_at=moment)
    case.stops.filter(resumed_at=None).update(resumed_at=moment)
    case.closed_at, case.closed_by = moment, by.user if by else None
    case.office_days = office_days(case, moment) if decided else None
    case.save(update_fields=["closed_at", "closed_by", "office_days"])
    return case


@transaction.atomic
def ask_checks(*, case: Case) -> CheckRun:
    """Owe the case a run of its checks; a worker does it after the commit. Ask again when the matter has changed."""
    run = case.check_runs.create()
    defer("casework.run_checks", run_id=run.pk)
    return run


def refuse_conflict(case: Case, by: Actor) -> None:
    if has_conflict(by, case):
        raise ConflictOfInterest(
            _("You or your organisation are a party to this case, so somebody else must handle it")
        )
    if not (can_view_case(by, case) and works_kind(by, case.kind)):
        raise PermissionRefused(_("This case belongs to another office"))


def in_hand(case: Case, by: Actor) -> Case:
    """The case, locked, if `by` has it in hand."""
    case = lock(case)
    if not has_in_hand(by, case):
        raise NotInHand(_("You do not have this case in hand"))
    return case


def unclaim(case: Case) -> Case:
    case.claimed_at = case.claimed_by = None
    case.save(update_fields=["claimed_at", "claimed_by"])
    return case
