"""From the secrecy declaration to the exchange: the author writes, the unit reviews."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listings.enums import LISTING_AUDIT, AchievementState, AskedSecrecyLevel
from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement, SecrecyDeclaration
from listings.notices import (
    ACHIEVEMENT_FORWARDED,
    ACHIEVEMENT_RETURNED,
    ACHIEVEMENT_WITHDRAWN,
    UNIT_REVIEW_ASKED,
    path_of,
    title_of,
)
from listings.selectors.achievement import people_of
from listings.selectors.completeness import Need, missing
from tte.accounts.actor import Actor
from tte.accounts.roles import Permission
from tte.accounts.selectors.organisation import exchange
from tte.accounts.selectors.people import people_with
from tte.casework.services import answer_case, ask_checks, close_case, open_case
from tte.casework.services.correction import answer_corrections, keep_answers
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now, official_date, today
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.numbering import next_number
from tte.notices.services import notify
from tte.trail.selectors import events_of
from tte.trail.services import advance, record


class OfflineRoute(DomainError):
    """Nothing of a result that is not public enters this system (R8-01)."""

    code = "offline_route"
    field = "level"


class Incomplete(DomainError):
    """The submission lacks something; `needs` says what, in the order to mend it."""

    code = "incomplete"

    def __init__(self, needs: list[Need]) -> None:
        says = ngettext(
            "%(count)s point is still missing or wrong", "%(count)s points are still missing or wrong", len(needs)
        )
        super().__init__(says, count=len(needs))
        self.needs = needs


class NotOpenForWriting(DomainError):
    code = "not_open_for_writing"


@transaction.atomic
def declare_secrecy(*, level: str, reviewer_name: str, reviewed_on: date, by: Actor) -> Achievement:
    """Record a public conclusion and open the draft under its number. Any other level stores nothing (R8-01, R8-02)."""
    if level != AskedSecrecyLevel.PUBLIC:
        raise OfflineRoute(_("This result takes the offline route"))
    if reviewed_on > today():
        raise DomainError(_("The conclusion cannot lie in the future"), field="reviewed_on")
    declaration = SecrecyDeclaration.objects.create(
        level=AskedSecrecyLevel.PUBLIC,
        reviewer_name=reviewer_name,
        reviewed_on=reviewed_on,
        organisation=by.organisation,
        declared_by=by.user,
    )
    year = official_date(now()).year
    achievement = Achievement.objects.create(
        secrecy=declaration,
        holder=by.organisation,
        posted_by=by.user,
        code=f"A{year}{next_number(f'achievement-{year}'):06d}",
    )
    record("achievement.declare", achievement, by=by, reviewed_on=reviewed_on.isoformat())
    return achievement


def lock_open(achievement: Achievement) -> Achievement:
    """The locked row, if it may still be written; terms are frozen once it is on its way (R3-42)."""
    achievement = lock(achievement)
    if achievement.state not in (AchievementState.DRAFT, AchievementState.CORRECTION):
        raise NotOpenForWriting(_("It has been submitted and can no longer be changed"))
    return achievement


@transaction.atomic
def save_draft(*, achievement: Achievement, by: Actor, **fields: str | int | Decimal | None) -> Achievement:
    """Keep what was typed. A draft may be incomplete or wrong; only a submission is held against the rules."""
    achievement = lock_open(achievement)
    changed = [name for name, value in fields.items() if getattr(achievement, name) != value]
    for name in changed:
        setattr(achievement, name, fields[name])
    if changed:
        achievement.save(update_fields=changed)
        record("achievement.edit", achievement, by=by, fields=changed)
    return achievement


@transaction.atomic
def save_answered_draft(
    *, achievement: Achievement, answers: Mapping[int, str], by: Actor, **fields: Any
) -> Achievement:
    """Keep what was typed, and beside it the answers to what the auditor marked."""
    achievement = save_draft(achievement=achievement, by=by, **fields)
    if achievement.case is not None and answers:
        keep_answers(case=achievement.case, answers=answers, by=by)
    return achievement


@transaction.atomic
def submit_achievement(*, achievement: Achievement, by: Actor) -> Achievement:
    """Hand a complete achievement to the unit's officers; an incomplete one is refused with all it lacks."""
    achievement = lock(achievement)
    lacking = missing(achievement)
    if lacking:
        raise Incomplete(lacking)
    if achievement.state == AchievementState.CORRECTION:
        answer_corrections(case=achievement.case, by=by)
    achievement = advance(achievement, "submit", lifecycle=ACHIEVEMENT, by=by)
    notify(
        UNIT_REVIEW_ASKED,
        people_with(achievement.holder, Permission.ACHIEVEMENT_SUBMIT).exclude(pk=by.user.pk),
        subject=achievement,
        url=path_of(achievement),
        key=str(_round(achievement)),
        title=title_of(achievement),
        author=by.user.name,
    )
    return achievement


def _round(achievement: Achievement) -> int:
    """How often it has been moved: each round of a loop owes its own notice."""
    return events_of(achievement).count()


@transaction.atomic
def return_achievement(*, achievement: Achievement, reason: str, by: Actor) -> Achievement:
    """The unit sends it back to its author with a reason."""
    achievement = advance(lock(achievement), "return", lifecycle=ACHIEVEMENT, by=by, reason=reason)
    notify(
        ACHIEVEMENT_RETURNED,
        [achievement.posted_by],
        subject=achievement,
        url=path_of(achievement),
        key=str(_round(achievement)),
        title=title_of(achievement),
        reason=reason,
    )
    return achievement


@transaction.atomic
def forward_achievement(*, achievement: Achievement, by: Actor) -> Achievement:
    """The unit sends it to the exchange: a case with its due date, and a run of the automatic checks that is owed."""
    achievement = advance(lock(achievement), "forward", lifecycle=ACHIEVEMENT, by=by)
    limit = rule(RuleKey.EXCHANGE_AUDIT)
    if achievement.case is None:
        achievement.case = open_case(
            kind=LISTING_AUDIT,
            office=exchange(),
            applicant=achievement.holder,
            author=achievement.posted_by,
            reference=achievement.code,
            title_zh=achievement.title_zh or achievement.title_en,
            title_en=achievement.title_en or achievement.title_zh,
            limit=limit,
            by=by,
        )
        achievement.save(update_fields=["case"])
    else:
        answer_case(case=achievement.case, limit=limit, by=by)
    ask_checks(case=achievement.case)
    notify(
        ACHIEVEMENT_FORWARDED,
        [achievement.posted_by],
        subject=achievement,
        url=path_of(achievement),
        key=str(_round(achievement)),
        title=title_of(achievement),
    )
    return achievement


@transaction.atomic
def withdraw_achievement(*, achievement: Achievement, by: Actor) -> Achievement:
    """The holder takes it back, free until it is listed (R3-43). It stays on record; an audit under way is closed."""
    achievement = advance(lock(achievement), "withdraw", lifecycle=ACHIEVEMENT, by=by)
    if achievement.case is not None:
        close_case(case=lock(achievement.case), by=by)
    notify(
        ACHIEVEMENT_WITHDRAWN,
        [person for person in people_of(achievement) if person != by.user],
        subject=achievement,
        url=path_of(achievement),
        title=title_of(achievement),
        author=by.user.name,
    )
    return achievement
