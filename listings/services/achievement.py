"""From the draft to the exchange: the author hands in, the unit reviews."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from listings.enums import LISTING_AUDIT, UnitConclusion
from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement
from listings.notices.supply import (
    ACHIEVEMENT_FORWARDED,
    ACHIEVEMENT_RETURNED,
    ACHIEVEMENT_WITHDRAWN,
    UNIT_REVIEW_ASKED,
    path_of,
    path_of_review,
    title_values,
)
from listings.selectors.achievement import author_or_officers, people_of
from listings.selectors.completeness import Need, missing
from listings.selectors.unit_review import asking_case
from listings.services.draft import save_draft
from listings.services.undertaking import refuse_unread
from listings.services.unit_review import ask_review, conclude_review, drop_review
from listings.services.version import keep_version
from tte.accounts.actor import Actor
from tte.accounts.roles import Permission
from tte.accounts.selectors.organisation import exchange
from tte.accounts.selectors.people import members_among, people_with
from tte.casework.selectors.checklist import Answer
from tte.casework.services import answer_case, ask_checks, close_case, open_case
from tte.casework.services.correction import answer_corrections, keep_answers, renew_answers
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.selectors import events_of
from tte.trail.services import advance


class Incomplete(DomainError):
    """The submission lacks something; `needs` says what, in the order to mend it."""

    code = "incomplete"

    def __init__(self, needs: list[Need]) -> None:
        says = ngettext(
            "%(count)s point is still missing or wrong", "%(count)s points are still missing or wrong", len(needs)
        )
        super().__init__(says, count=len(needs), fields=", ".join(need.field for need in needs))
        self.needs = needs


@transaction.atomic
def save_answered_draft(
    *, achievement: Achievement, answers: Mapping[int, str], by: Actor, **fields: Any
) -> Achievement:
    """Keep what was typed, and beside it the answers to what the unit or the auditor marked."""
    achievement = save_draft(achievement=achievement, by=by, **fields)
    case = asking_case(achievement) if answers else None
    if case is not None:
        keep_answers(case=case, answers=answers, by=by)
    return achievement


@transaction.atomic
def submit_achievement(*, achievement: Achievement, by: Actor) -> Achievement:
    """Hand a complete achievement to the unit's officers; an incomplete one is refused with all it lacks."""
    achievement = lock(achievement)
    lacking = missing(achievement)
    if lacking:
        raise Incomplete(lacking)
    asking = asking_case(achievement)
    if asking is not None:
        answer_corrections(case=asking, by=by)
    achievement = advance(achievement, "submit", lifecycle=ACHIEVEMENT, by=by)
    keep_version(achievement=achievement, by=by)
    review = ask_review(achievement=achievement, by=by)
    notify(
        UNIT_REVIEW_ASKED,
        people_with(achievement.holder, Permission.ACHIEVEMENT_SUBMIT).exclude(pk=by.user.pk),
        subject=achievement,
        url=path_of_review(review.case),
        key=str(_round(achievement)),
        title=title_values(achievement),
        author=by.user.name,
    )
    return achievement


def _round(achievement: Achievement) -> int:
    """How often it has been moved: each round of a loop owes its own notice."""
    return events_of(achievement).count()


@transaction.atomic
def return_achievement(*, achievement: Achievement, reason: str, by: Actor) -> Achievement:
    """The unit sends it back to its author with a reason and the fields it marked."""
    achievement = advance(lock(achievement), "return", lifecycle=ACHIEVEMENT, by=by, reason=reason)
    conclude_review(achievement=achievement, conclusion=UnitConclusion.RETURN, text=reason, by=by)
    notify(
        ACHIEVEMENT_RETURNED,
        author_or_officers(achievement),
        subject=achievement,
        url=path_of(achievement),
        key=str(_round(achievement)),
        title=title_values(achievement),
        reason=reason,
    )
    return achievement


@transaction.atomic
def forward_achievement(
    *, achievement: Achievement, undertakings: int, answers: Collection[Answer] = (), by: Actor
) -> Achievement:
    """The unit gives the seller's undertakings (R3-34) and sends it to the exchange: a case, and checks that are owed.

    `undertakings` is the version that the officer has read; an older one is refused. `answers` are those to the lines
    of the unit's checklist.
    """
    refuse_unread(undertakings)
    achievement = advance(lock(achievement), "forward", lifecycle=ACHIEVEMENT, by=by, undertakings=undertakings)
    conclude_review(achievement=achievement, conclusion=UnitConclusion.FORWARD, answers=answers, by=by)
    achievement.undertakings.create(version=undertakings, organisation=by.acting_for, accepted_by=by.user)
    limit = rule(RuleKey.EXCHANGE_AUDIT)
    if achievement.case is None:
        achievement.case = open_case(
            kind=LISTING_AUDIT,
            office=exchange(),
            applicant=achievement.holder,
            author=achievement.posted_by,
            reference=achievement.code,
            title=achievement.titles,
            limit=limit,
            by=by,
        )
        achievement.save(update_fields=["case"])
    else:
        answer_case(case=achievement.case, limit=limit, by=by)
        renew_answers(case=achievement.case)
    ask_checks(case=achievement.case)
    notify(
        ACHIEVEMENT_FORWARDED,
        members_among([achievement.posted_by], achievement.holder),
        subject=achievement,
        url=path_of(achievement),
        key=str(_round(achievement)),
        title=title_values(achievement),
    )
    return achievement


@transaction.atomic
def withdraw_achievement(*, achievement: Achievement, by: Actor) -> Achievement:
    """The holder takes it back, free until it is listed (R3-43). It stays on record; what was under way is closed."""
    achievement = advance(lock(achievement), "withdraw", lifecycle=ACHIEVEMENT, by=by)
    drop_review(achievement=achievement, by=by)
    if achievement.case is not None:
        close_case(case=lock(achievement.case), by=by)
    notify(
        ACHIEVEMENT_WITHDRAWN,
        [person for person in people_of(achievement) if person != by.user],
        subject=achievement,
        url=path_of(achievement),
        title=title_values(achievement),
        author=by.user.name,
    )
    return achievement
