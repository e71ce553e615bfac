"""Records of imports that wait for their decision. They stand in no index before it, so they are gathered in memory."""

from contextlib import suppress
from datetime import datetime

from django.db.models import Q, QuerySet

from listings.enums import AchievementState, CatalogueBatchState
from listings.models import Achievement, CatalogueBatch, CatalogueEntry, IPRight
from listings.patent_numbers import PatentNumberRefused, check_patent_number
from listings.records import number_key
from listings.selectors.near import IMPORT, TEXTS, NearTwin, twins_of
from tte.common.together import all_of
from tte.search.near import Candidate, Gathered

OFFICE = "CN"  # of a number that a form takes without its office
GATHERED: dict[tuple[int, datetime], Gathered] = {}
"""What this process has gathered of imports under review, whose records stay as they are until the decision."""


def waiting_records() -> Gathered:
    """All records of imports that wait for their decision."""
    return _gathered(Achievement.objects.filter(state=AchievementState.IMPORTED))


def twins_before(achievement: Achievement, waiting: Gathered, *, most: int = 5) -> list[NearTwin]:
    """Those of the waiting records that came in before this one and are near to it, the nearest first."""
    found = waiting.near(_texts(achievement), before=achievement.pk)
    return twins_of(achievement, [Candidate(IMPORT, pk) for pk in found])[:most]


def twins_under_review(achievement: Achievement, *, most: int = 5) -> list[NearTwin]:
    """The records of imports under review that are near to a posted one, the nearest first."""
    found = [pk for gathered in _under_review() for pk in gathered.near(_texts(achievement))]
    return twins_of(achievement, [Candidate(IMPORT, pk) for pk in found])[:most]


def same_before(entry: CatalogueEntry) -> list[Candidate]:
    """What an import before brought under the same number, or the same title of the same holder, and still stands."""
    same = Q(twin_key=entry.twin_key) | Q(achievement__in=_with_numbers_of(entry.achievement))
    if entry.number_key:
        same |= Q(number_key=entry.number_key)
    states = {AchievementState.IMPORTED: IMPORT, AchievementState.CATALOGUED: "catalogue"}
    rows = CatalogueEntry.objects.filter(same, achievement__lt=entry.achievement_id, achievement__state__in=states)
    found = rows.order_by("pk").values_list("achievement", "achievement__state")
    return [Candidate(states[AchievementState(state)], pk) for pk, state in found]


def same_numbers_waiting(achievement: Achievement) -> list[int]:
    """The waiting records of imports with the number of one of its rights: their own number or that of a right."""
    numbers = stated_numbers(achievement)
    if not numbers:
        return []
    waiting = CatalogueBatch.objects.filter(entries__achievement__state=AchievementState.IMPORTED)
    holders = waiting.order_by("holder").values_list("holder", flat=True).distinct()
    keys = {number_key(number, office, 0) for number in numbers for office in (OFFICE, *(f"#{key}" for key in holders))}
    same = Q(catalogue_entry__number_key__in=keys) | Q(pk__in=_with_numbers_of(achievement))
    rows = Achievement.objects.filter(same, state=AchievementState.IMPORTED).exclude(pk=achievement.pk)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _with_numbers_of(achievement: Achievement) -> list[int]:
    rows = IPRight.objects.filter(number__in=stated_numbers(achievement)).exclude(achievement=achievement)
    return list(rows.order_by("pk").values_list("achievement_id", flat=True)[:100])


def stated_numbers(achievement: Achievement) -> list[str]:
    """Of its rights, and of the row of an import that it came in by, as rights are kept."""
    numbers = [right.number for right in all_of(achievement.ip_rights)]
    if achievement.state == AchievementState.IMPORTED:
        number = achievement.catalogue_entry.number
        with suppress(PatentNumberRefused):
            number = str(check_patent_number(number))
        numbers.append(number)
    return [number for number in numbers if number]


def _texts(achievement: Achievement) -> list[str]:
    return [getattr(achievement, name) for name in TEXTS]


def _under_review() -> list[Gathered]:
    """Each import under review, gathered once a process; what is decided is let go."""
    batches = CatalogueBatch.objects.filter(state=CatalogueBatchState.IN_AUDIT).order_by("pk")
    asked = list(batches.values_list("pk", "entered_at"))
    for gone in GATHERED.keys() - set(asked):
        GATHERED.pop(gone, None)
    for key in asked:
        if key not in GATHERED:
            GATHERED[key] = _gathered(Achievement.objects.filter(catalogue_entry__batch=key[0]))
    return [GATHERED[key] for key in asked]


def _gathered(records: QuerySet[Achievement]) -> Gathered:
    rows = records.filter(state=AchievementState.IMPORTED).order_by("pk").values_list("pk", *TEXTS)
    return Gathered((pk, texts) for pk, *texts in rows.iterator())
