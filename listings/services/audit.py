"""The exchange concludes on an achievement: lists, asks for a correction, refuses. Locks: achievement, then case."""

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import AuditConclusion
from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement, Listing
from listings.notices import ACHIEVEMENT_REFUSED, CORRECTION_ASKED, path_of, title_of
from listings.permissions import has_stake
from listings.selectors.achievement import people_of
from listings.services.listing import publish_listing
from tte.accounts.actor import Actor
from tte.casework.models import Decision
from tte.casework.selectors import checks_owed
from tte.casework.services import ConflictOfInterest, ask_party, close_case, decide_case
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import entry, is_code
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify
from tte.trail.services import advance


class ChecksUnfinished(DomainError):
    code = "checks_unfinished"


class ReasonMissing(DomainError):
    code = "reason_missing"
    field = "reason_code"


def decide_achievement(
    *, achievement: Achievement, conclusion: str, reason_code: str, text: str, by: Actor
) -> Achievement:
    """The one door of the case page: carry out the conclusion the auditor chose."""
    if conclusion == AuditConclusion.APPROVE:
        return approve_achievement(achievement=achievement, text=text, by=by).achievement
    act = ask_correction if conclusion == AuditConclusion.ASK_CORRECTION else refuse_achievement
    return act(achievement=achievement, reason_code=reason_code, text=text, by=by)


@transaction.atomic
def approve_achievement(*, achievement: Achievement, text: str = "", by: Actor) -> Listing:
    """Approve and publish in one act: the notice runs, the case is closed. Of two at once, one acts."""
    achievement = _take(achievement, by)
    advance(achievement, "approve", lifecycle=ACHIEVEMENT, by=by)
    _decide(achievement, AuditConclusion.APPROVE, "", text, by)
    close_case(case=achievement.case, by=by)
    return publish_listing(achievement=achievement, by=by)


@transaction.atomic
def ask_correction(*, achievement: Achievement, reason_code: str, text: str, by: Actor) -> Achievement:
    """Give it back to its author with a coded reason; the case waits for the answer."""
    _refuse_without_reason(reason_code, text)
    achievement = _take(achievement, by)
    advance(achievement, "ask_correction", lifecycle=ACHIEVEMENT, by=by, reason=reason_code)
    decision = _decide(achievement, AuditConclusion.ASK_CORRECTION, reason_code, text, by)
    ask_party(case=achievement.case, by=by)
    _tell(CORRECTION_ASKED, achievement, decision)
    return achievement


@transaction.atomic
def refuse_achievement(*, achievement: Achievement, reason_code: str, text: str, by: Actor) -> Achievement:
    """Refuse the listing with a coded reason; the case is closed."""
    _refuse_without_reason(reason_code, text)
    achievement = _take(achievement, by)
    advance(achievement, "refuse", lifecycle=ACHIEVEMENT, by=by, reason=reason_code)
    decision = _decide(achievement, AuditConclusion.REFUSE, reason_code, text, by)
    close_case(case=achievement.case, by=by)
    _tell(ACHIEVEMENT_REFUSED, achievement, decision)
    return achievement


def _take(achievement: Achievement, by: Actor) -> Achievement:
    """The locked achievement, if nobody's interest and no unfinished check stands against a conclusion."""
    achievement = lock(achievement)
    if has_stake(by, achievement):
        raise ConflictOfInterest(_("You belong to the holder, so somebody else must conclude (R8-31)"))
    if achievement.case is not None and checks_owed(achievement.case):
        raise ChecksUnfinished(_("The automatic checks are still running; conclude when they have finished"))
    return achievement


def _decide(achievement: Achievement, conclusion: str, reason_code: str, text: str, by: Actor) -> Decision:
    return decide_case(
        case=achievement.case, step="audit", conclusion=conclusion, reason_code=reason_code, text=text, by=by
    )


def _refuse_without_reason(reason_code: str, text: str) -> None:
    if not is_code(CodeList.AUDIT_REASON, reason_code):
        raise ReasonMissing(_("Choose the reason from the list"))
    if not text.strip():
        raise ReasonMissing(_("Tell the applicant in words what is wrong and how to mend it"), field="text")


def _tell(kind: NoticeKind, achievement: Achievement, decision: Decision) -> None:
    reason = entry(CodeList.AUDIT_REASON, decision.reason_code)
    notify(
        kind,
        people_of(achievement),
        subject=achievement,
        url=path_of(achievement),
        key=f"decision-{decision.pk}",
        title=title_of(achievement),
        code=decision.reason_code,
        reason={"zh": reason.name("zh-hans"), "en": reason.name("en")},
        text=decision.text,
    )
