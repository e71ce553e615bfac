"""The exchange concludes on an achievement: lists, asks for a correction, refuses. Locks: achievement, then case."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import PROPOSE, SECOND_PERSON, AuditConclusion, AuditStep
from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement, Listing
from listings.notices.supply import ACHIEVEMENT_REFUSED, CORRECTION_ASKED, CORRECTION_LAPSED, path_of, title_values
from listings.permissions.stake import has_stake
from listings.selectors.achievement import people_of
from listings.selectors.audit import second_person_reasons, step_of
from listings.selectors.completeness import OPEN, missing
from listings.selectors.correction import answer_owed_until
from listings.services.listing import publish_listing
from listings.services.unit_review import drop_review
from tte.accounts.actor import Actor
from tte.casework.models import Decision, Reaudit
from tte.casework.selectors import checks_owed
from tte.casework.selectors.checklist import Answer
from tte.casework.services import ConflictOfInterest, ask_party, close_case, decide_case, hand_on
from tte.casework.services.correction import ask_marked, refuse_open_corrections
from tte.casework.services.reasons import refuse_unexplained
from tte.casework.services.reaudit import conclude_second_look, draw_second_look
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import names
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.presence import present
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify
from tte.trail.services import advance


class ChecksUnfinished(DomainError):
    code = "checks_unfinished"


class NotAllSaid(DomainError):
    code = "not_all_said"


def decide_achievement(
    *, achievement: Achievement, conclusion: str, reason_code: str, text: str, answers: Collection[Answer], by: Actor
) -> Achievement:
    """The one door of the case page: carry out the conclusion the auditor chose."""
    if conclusion == AuditConclusion.APPROVE:
        approve_achievement(achievement=achievement, text=text, answers=answers, by=by)
        return Achievement.objects.get(pk=achievement.pk)
    act = ask_correction if conclusion == AuditConclusion.ASK_CORRECTION else refuse_achievement
    return act(achievement=achievement, reason_code=reason_code, text=text, answers=answers, by=by)


@transaction.atomic
def approve_achievement(
    *, achievement: Achievement, text: str = "", answers: Collection[Answer], by: Actor
) -> Listing | None:
    """Approve and publish in one act: the notice runs, the case is closed. Of two at once, one acts.

    Every line of the checklist is answered, none with no. Where two people audit, the approval of the first is a
    proposal, and no listing comes of it yet.
    """
    achievement = _take(achievement, by)
    case = present(achievement.case)
    refuse_open_corrections(case)
    _refuse_silent(achievement)
    step = step_of(achievement)
    if step == AuditStep.AUDIT and second_person_reasons(achievement):
        _propose(achievement, text, answers, by)
        return None
    advance(achievement, "approve", lifecycle=ACHIEVEMENT, by=by)
    decision = _decide(achievement, AuditConclusion.APPROVE, "", text, answers, by, step=step)
    close_case(case=case, by=by)
    listing = publish_listing(achievement=achievement, by=by)
    draw_second_look(decision=decision, by=by)
    return listing


def _refuse_silent(achievement: Achievement) -> None:
    """Nothing is listed that leaves out what a listing must say (R3-33), whenever it was submitted."""
    lacking = [need for need in missing(achievement) if need.state == OPEN and not need.field.startswith("notice-")]
    if lacking:
        raise NotAllSaid(
            _("A listing must say more: %(points)s. Mark the fields and ask for a correction (R3-33)"),
            points="; ".join(str(need.label) for need in lacking),
            fields=", ".join(need.field for need in lacking),
        )


def _propose(achievement: Achievement, text: str, answers: Collection[Answer], by: Actor) -> None:
    """The first of two people approves: the case goes back into the queue for somebody else."""
    _decide(achievement, PROPOSE, "", text, answers, by)
    achievement.case = hand_on(case=present(achievement.case), reason=SECOND_PERSON, by=by)


@transaction.atomic
def ask_correction(
    *, achievement: Achievement, reason_code: str, text: str, answers: Collection[Answer] = (), by: Actor
) -> Achievement:
    """Give it back to its author with a coded reason and the fields marked; the case and its clock wait."""
    refuse_unexplained(CodeList.AUDIT_REASON, reason_code, text)
    achievement = _take(achievement, by)
    advance(achievement, "ask_correction", lifecycle=ACHIEVEMENT, by=by, reason=reason_code)
    decision = _decide(
        achievement, AuditConclusion.ASK_CORRECTION, reason_code, text, answers, by, step=step_of(achievement)
    )
    case = present(achievement.case)
    ask_marked(case=case, by=by)
    achievement.case = ask_party(case=case, by=by)
    _tell(CORRECTION_ASKED, achievement, decision)
    return achievement


@transaction.atomic
def lapse_correction(*, achievement: Achievement) -> bool:
    """Nobody answered in time: what is under way is closed, the achievement taken back. It may be copied and posted.

    Called by the clock; does nothing when an answer came first, or the time has not come.
    """
    achievement = lock(achievement)
    until = answer_owed_until(achievement)
    if until is None or now() < until:
        return False
    advance(achievement, "lapse", lifecycle=ACHIEVEMENT, by=None)
    drop_review(achievement=achievement, by=None)
    close_case(case=lock(present(achievement.case)), by=None)
    people = people_of(achievement)
    notify(CORRECTION_LAPSED, people, subject=achievement, url=path_of(achievement), title=title_values(achievement))
    return True


@transaction.atomic
def refuse_achievement(
    *, achievement: Achievement, reason_code: str, text: str, answers: Collection[Answer] = (), by: Actor
) -> Achievement:
    """Refuse the listing with a coded reason; the case is closed."""
    refuse_unexplained(CodeList.AUDIT_REASON, reason_code, text)
    achievement = _take(achievement, by)
    advance(achievement, "refuse", lifecycle=ACHIEVEMENT, by=by, reason=reason_code)
    decision = _decide(achievement, AuditConclusion.REFUSE, reason_code, text, answers, by, step=step_of(achievement))
    close_case(case=present(achievement.case), by=by)
    _tell(ACHIEVEMENT_REFUSED, achievement, decision)
    draw_second_look(decision=decision, by=by)
    return achievement


def _take(achievement: Achievement, by: Actor) -> Achievement:
    """The locked achievement, if nobody's interest and no unfinished check stands against a conclusion."""
    achievement = lock(achievement)
    if has_stake(by, achievement):
        raise ConflictOfInterest(_("You belong to a side of this matter, so somebody else must conclude (R8-31)"))
    if achievement.case is not None and checks_owed(achievement.case):
        raise ChecksUnfinished(_("The automatic checks are still running; conclude when they have finished"))
    return achievement


@transaction.atomic
def conclude_again(
    *, reaudit: Reaudit, conclusion: str, reason_code: str, text: str, answers: Collection[Answer], by: Actor
) -> Reaudit:
    """The second look at a past audit: an approval asks for the same checklist, a refusal for the same reasons."""
    if conclusion != AuditConclusion.APPROVE:
        refuse_unexplained(CodeList.AUDIT_REASON, reason_code, text)
    given: dict[str, Any] = {"conclusion": conclusion, "reason_code": reason_code, "text": text, "answers": answers}
    return conclude_second_look(reaudit=reaudit, by=by, **given)


def _decide(
    achievement: Achievement,
    conclusion: str,
    reason_code: str,
    text: str,
    answers: Collection[Answer],
    by: Actor,
    *,
    step: str = AuditStep.AUDIT,
) -> Decision:
    return decide_case(
        case=present(achievement.case),
        step=step,
        conclusion=conclusion,
        reason_code=reason_code,
        text=text,
        answers=answers,
        by=by,
        not_the_author_of=(AuditStep.AUDIT,) if step == AuditStep.SECOND else (),
    )


def _tell(kind: NoticeKind, achievement: Achievement, decision: Decision) -> None:
    notify(
        kind,
        people_of(achievement),
        subject=achievement,
        url=path_of(achievement),
        key=f"decision-{decision.pk}",
        title=title_values(achievement),
        code=decision.reason_code,
        reason=names(CodeList.AUDIT_REASON, decision.reason_code),
        text=decision.text,
    )
