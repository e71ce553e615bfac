"""Who works a case: taken as the next one, assigned by the head, handed over with a note, shared out fairly."""

from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.casework.enums import CaseState
from tte.casework.lifecycles import CASE
from tte.casework.models import Case
from tte.casework.notices import CASE_ASSIGNED, CASE_HANDED_OVER, tell
from tte.casework.permissions import can_assign_case
from tte.casework.selectors.people import in_hand_of, loads_of, next_for
from tte.casework.services.case import claim_case, close_reason, in_hand, open_reason, release_case
from tte.casework.services.note import write_note
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import DomainError, PermissionRefused
from tte.common.locks import lock
from tte.notices.kinds import NoticeKind
from tte.trail.services import advance


class HandsFull(DomainError):
    code = "hands_full"


class NothingWaits(DomainError):
    code = "nothing_waits"


class CannotTakeIt(DomainError):
    """The colleague has a conflict of interest, or does not work this kind of case here."""

    code = "cannot_take_it"
    field = "colleague"


@transaction.atomic
def claim_next(*, kind: str, by: Actor) -> Case:
    """Take the most urgent case in which one has no interest, as long as one's hands are not full."""
    limit = rule(RuleKey.AUDIT_IN_HAND).number
    if in_hand_of(by.user, kind) >= limit:
        raise HandsFull(
            _("You have %(limit)s cases in hand, as many as one person takes. Finish one or put one back."), limit=limit
        )
    for case in next_for(by, kind):
        locked = (
            Case.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
            .filter(pk=case.pk, state=CaseState.UNCLAIMED)
            .first()
        )
        if locked is not None:
            return claim_case(case=locked, by=by)
    raise NothingWaits(_("Nothing waits that you could take"))


@transaction.atomic
def assign_case(*, case: Case, colleague: User | None, by: Actor) -> Case:
    """The head gives a case to somebody: one that nobody has, or one that another has in hand."""
    if not can_assign_case(by, case):
        raise PermissionRefused(_("Only the head of the office assigns its cases"))
    case = lock(case)
    colleague = _able(case, colleague)
    if case.claimed_by_id == colleague.pk:
        return case
    verb = "assign" if case.state == CaseState.UNCLAIMED else "hand_over"
    return _give(case, verb, colleague, by, CASE_ASSIGNED)


@transaction.atomic
def hand_over_case(*, case: Case, colleague: User | None, text: str = "", by: Actor) -> Case:
    """Give a case one has in hand to a colleague, with a note of what is known so far."""
    case = in_hand(case, by)
    colleague = _able(case, colleague)
    if colleague.pk == by.user.pk:
        raise CannotTakeIt(_("You have it in hand already"))
    if text.strip():
        write_note(case=case, text=text, by=by)
    return _give(case, "hand_over", colleague, by, CASE_HANDED_OVER)


@transaction.atomic
def share_out(*, case: Case, by: Actor) -> Case:
    """The head gives an unclaimed case to whoever may take it and has the least in hand."""
    if not can_assign_case(by, case):
        raise PermissionRefused(_("Only the head of the office assigns its cases"))
    able = loads_of(case)
    if not able:
        raise CannotTakeIt(_("Nobody of the office may take this case"))
    return assign_case(case=case, colleague=able[0].person, by=by)


@transaction.atomic
def hand_on(*, case: Case, reason: str, by: Actor) -> Case:
    """The case stays in the queue for another reason and another person; whoever hands it on cannot take it again."""
    for each in list(case.reasons.filter(closed_at=None).values_list("code", flat=True)):
        close_reason(case=case, code=each, by=by)
    open_reason(case=case, code=reason, by=by)
    case = release_case(case=case, by=by)
    case.barred = sorted({*case.barred, by.user.pk})
    case.save(update_fields=["barred"])
    return case


def _able(case: Case, colleague: User | None) -> User:
    if colleague is None:
        raise CannotTakeIt(_("Choose a colleague"))
    if colleague.pk not in [each.person.pk for each in loads_of(case)]:
        raise CannotTakeIt(
            _("%(name)s cannot take this case: a conflict of interest, or not at work on cases of this kind"),
            name=colleague.name,
        )
    return colleague


def _give(case: Case, verb: str, colleague: User, by: Actor, notice: NoticeKind) -> Case:
    advance(case, verb, lifecycle=CASE, by=by, to=colleague.pk)
    case.claimed_at, case.claimed_by = now(), colleague
    case.save(update_fields=["claimed_at", "claimed_by"])
    if colleague.pk != by.user.pk:
        tell(notice, case, [colleague], key=case.claimed_at.isoformat(), by=by.user.name)
    return case
