"""Whether the rights it rests on are there and stay: numbers, kinds, status, term."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT, Regime
from listings.models import Achievement, IPRight
from listings.patent_numbers import PatentNumberRefused, check_patent_number
from listings.selectors.completeness import is_patent, right_fault
from listings.selectors.notice_plan import latest_end, plan_of
from listings.selectors.right_term import end_of, has_end, term_of
from tte.casework.checks import Finding, check
from tte.common.clock import now, official_date, today
from tte.common.together import all_of

ENDED, DISPUTED = "LAP", "INV"


@check(LISTING_AUDIT, says=_("The numbers of its patents have the right check character"), rule="R4-20", proves="R4-20")
def patent_numbers_have_their_check_character(achievement: Achievement) -> Finding:
    patents = [right for right in all_of(achievement.ip_rights) if is_patent(right.ip_type)]
    wrong = [right.number or right.ip_type for right in patents if right_fault(right)]
    return Finding(not wrong, numbers=wrong)


@check(LISTING_AUDIT, says=_("The numbers of its patents are of the kind that is stated"), rule="R4-20", proves="R4-20")
def patent_numbers_are_of_their_kind(achievement: Achievement) -> Finding:
    wrong = []
    for right in all_of(achievement.ip_rights):
        try:
            told = check_patent_number(right.number).ip_type if is_patent(right.ip_type) else right.ip_type
        except PatentNumberRefused:
            continue  # the check before says so
        if right.ip_type not in (told, "10"):
            wrong.append([right.number, right.ip_type, told])
    return Finding(not wrong, kinds=wrong)


@check(LISTING_AUDIT, says=_("Its rights are in force, and nobody disputes them"), rule="R3-35", proves="R3-35")
def rights_are_in_force(achievement: Achievement) -> Finding:
    """A right that is in a register and of which no status is given is a finding: nobody could look."""
    rights = all_of(achievement.ip_rights)
    unknown = [_named(right) for right in rights if has_end(right.ip_type) and not right.status]
    bad = [[_named(right), right.status] for right in rights if right.status in (ENDED, DISPUTED)]
    return Finding(not bad and not unknown, rights=bad, unknown=unknown)


@check(LISTING_AUDIT, says=_("No right is said to last longer than its term"), rule="R1-03", proves="R4-20")
def rights_end_when_their_term_does(achievement: Achievement) -> Finding:
    """Where the day is given from which the term of its type runs. An earlier end may be right: fees were not paid."""
    longer = []
    for right in all_of(achievement.ip_rights):
        term = term_of(right)
        if right.expires_on is not None and term is not None and right.expires_on > term.ends_on:
            longer.append([right.number, right.expires_on.isoformat(), term.ends_on.isoformat()])
    return Finding(not longer, rights=longer)


@check(LISTING_AUDIT, says=_("No right it names has expired"), rule="R3-35", proves="R3-35")
def no_right_has_expired(achievement: Achievement) -> Finding:
    """By the end that is stated, or else by its term; where neither is known nobody could look."""
    ends = _ends(achievement)
    gone = [_named(right) for right, day in ends if day and day < today()]
    unknown = _unknown(ends)
    return Finding(not gone and not unknown, numbers=gone, unknown=unknown)


@check(LISTING_AUDIT, says=_("No right it names expires before its notice ends"), rule="R3-30", proves="R3-35")
def rights_outlast_the_notice(achievement: Achievement) -> Finding:
    """Counted as if the notice began now and ran as long as it may; other checks say which rights are over already."""
    if achievement.regime not in Regime.values:
        return Finding(False, regime=achievement.regime)
    ends_at = latest_end(achievement, plan_of(achievement), now())
    last = official_date(ends_at - timedelta(seconds=1))  # a day ends at 24:00
    ends = _ends(achievement)
    rights = [[_named(right), day.isoformat()] for right, day in ends if day and today() <= day <= last]
    unknown = _unknown(ends)
    return Finding(not rights and not unknown, rights=rights, until=last.isoformat(), unknown=unknown)


def _named(right: IPRight) -> str:
    return right.number or right.name or right.ip_type


def _ends(achievement: Achievement) -> list[tuple[IPRight, date | None]]:
    return [(right, end_of(right)) for right in all_of(achievement.ip_rights)]


def _unknown(ends: list[tuple[IPRight, date | None]]) -> list[str]:
    return [_named(right) for right, day in ends if day is None and has_end(right.ip_type)]
