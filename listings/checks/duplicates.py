"""Whether the same stands on the exchange already: by its title, by its rights, by its text.

The evidence names records and holds nothing of their text: what is withdrawn or taken down later is not kept here.
"""

from datetime import datetime

from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from listings.enums import BEFORE_THE_EXCHANGE, LISTING_AUDIT, AchievementState, ListingState
from listings.models import Achievement, IPRight, Listing, TitleKey
from listings.selectors.near import IMPORT, near_twins
from listings.selectors.repeats import repeated_takedowns
from listings.selectors.waiting import same_numbers_waiting, stated_numbers, twins_under_review
from tte.casework.checks import Finding, check
from tte.search.level import is_level
from tte.search.queries import SearchUnavailable

SHOWN = 5


@check(LISTING_AUDIT, says=_("No listing carries the same title"), rule="R3-33", proves="R3-33b")
def title_is_not_listed_already(achievement: Achievement) -> Finding:
    same = Q(pk=None)
    for language in ("zh", "en"):
        if title := getattr(achievement, f"title_{language}"):
            same |= Q(**{f"title_key_{language}": TitleKey(Value(title))})
    # The titles first, alone: joined and cut short in one query, all listings are walked to find that there is none.
    twins = Achievement.objects.exclude(pk=achievement.pk).filter(same).order_by("pk").values_list("pk", flat=True)
    keys = list(twins)
    if not keys:
        return Finding(True, listings=[])
    listed = Listing.objects.filter(achievement__in=keys).exclude(state=ListingState.WITHDRAWN).order_by("pk")
    codes = list(listed.values_list("code", flat=True)[:SHOWN])
    return Finding(not codes, listings=codes)


@check(LISTING_AUDIT, says=_("No other listing is based on the same right"), rule="R3-35", proves="R3-33b")
def rights_carry_no_other_listing(achievement: Achievement) -> Finding:
    """Also against what is under audit at the same time, alone or in an import."""
    numbers = stated_numbers(achievement)
    if not numbers:
        return Finding(True, records=[])
    others = IPRight.objects.filter(number__in=numbers).exclude(achievement=achievement)
    keys = list(others.order_by("pk").values_list("achievement_id", flat=True)[:100])
    listed = Listing.objects.filter(achievement__in=keys).exclude(state=ListingState.WITHDRAWN)
    audited = Achievement.objects.filter(pk__in=keys, state__in=BEFORE_THE_EXCHANGE)
    records = [["listing", key] for key in listed.order_by("pk").values_list("pk", flat=True)[:SHOWN]]
    records += [["submission", key] for key in audited.order_by("pk").values_list("pk", flat=True)[:SHOWN]]
    records += [[IMPORT, key] for key in _others_waiting(achievement)[:SHOWN]]
    return Finding(not records, records=records)


def _others_waiting(achievement: Achievement) -> list[int]:
    """Records of imports are held against each other by checks of their own (`waiting.py`)."""
    return [] if achievement.state == AchievementState.IMPORTED else same_numbers_waiting(achievement)


def index_behind(moment: datetime) -> str:
    return "" if is_level(moment) else "index_behind"


@check(LISTING_AUDIT, says=_("Its text is in no other record"), rule="R3-33", proves="R3-33b", behind=index_behind)
def text_is_near_no_other_record(achievement: Achievement) -> Finding:
    """Against all that is listed, catalogued or under audit, in both languages. The figure says how near.

    So is a posted record against the imports under review, which stand in no index before they are decided.
    An index that does not hold yet what was written before would find nothing where two copies are handed in together.
    """
    try:
        answer = near_twins(achievement)
    except SearchUnavailable:
        return Finding(False, could_not_run="no_index")
    twins = answer.twins
    if achievement.state != AchievementState.IMPORTED:
        twins = sorted([*twins, *twins_under_review(achievement)], key=lambda twin: -twin.share)[:SHOWN]
    records = [
        [twin.record.kind, twin.record.pk, twin.language, round(100 * twin.share), twin.title_only] for twin in twins
    ]
    return Finding(not records, records=records, of=answer.records, as_of=answer.as_of.isoformat())


@check(LISTING_AUDIT, says=_("It repeats nothing that was taken down"), rule="R8-03", proves="R3-33b")
def nothing_taken_down_is_repeated(achievement: Achievement) -> Finding:
    """Hidden from all searches, what was taken down is found by none of the checks above."""
    takedowns = repeated_takedowns(achievement)
    return Finding(not takedowns, takedowns=takedowns)
