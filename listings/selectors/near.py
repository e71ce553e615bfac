"""Records that hold much the same text as an achievement: listed, catalogued, or under audit at the same time.

The index names candidates. What counts is what PostgreSQL says of them now: what was withdrawn or taken down meanwhile
is not compared, whatever the index still holds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from listings.enums import BEFORE_THE_EXCHANGE, AchievementState, ListingState
from listings.models import Achievement, Listing
from tte.search.likeness import Likeness, Text
from tte.search.near import Candidate, near

LANGUAGES = ("zh", "en")
TEXTS = ("title_zh", "title_en", "abstract_zh", "abstract_en")
SUBMISSION = "submission"
IMPORT = "import"


@dataclass(frozen=True)
class Compared:
    """A record as it is compared: where it stands, and its texts."""

    kind: str
    pk: int
    code: str
    achievement: Achievement


@dataclass(frozen=True)
class NearTwin:
    """A record that is near, in which language, how near, and whether by its title alone."""

    record: Compared
    language: str
    share: float
    title_only: bool


@dataclass(frozen=True)
class NearTwins:
    """The twins, the nearest first, out of how many records, as the index stood then."""

    twins: list[NearTwin]
    records: int
    position: int
    as_of: datetime


def near_twins(achievement: Achievement, *, most: int = 5) -> NearTwins:
    """Everything on the exchange that is near to the achievement, itself and all its listings left out."""
    itself = [Candidate(SUBMISSION, achievement.pk), Candidate("catalogue", achievement.pk)]
    itself += [Candidate("listing", pk) for pk in achievement.listings.values_list("pk", flat=True)]
    answer = near([getattr(achievement, name) for name in TEXTS], leave_out=itself)
    return NearTwins(twins_of(achievement, answer.found)[:most], answer.records, answer.position, answer.as_of)


def twins_of(achievement: Achievement, candidates: list[Candidate]) -> list[NearTwin]:
    """Those of the candidates that are near to it as they stand now, the nearest first."""
    if not candidates:
        return []
    ours = {name: Text(getattr(achievement, name)) for name in TEXTS}
    found = [twin for record in compared(candidates) if (twin := _twin(ours, record)) is not None]
    return sorted(found, key=lambda twin: -twin.share)


def compared(asked: Iterable[Candidate]) -> list[Compared]:
    """Those of the records that may be compared now, in the order asked."""
    keys: dict[str, list[int]] = {kind: [] for kind in KINDS}
    asked = [each for each in asked if each.kind in KINDS]
    for each in asked:
        keys[each.kind].append(each.pk)
    rows = {kind: KINDS[kind](keys[kind]) for kind in KINDS if keys[kind]}
    return [Compared(each.kind, each.pk, *rows[each.kind][each.pk]) for each in asked if each.pk in rows[each.kind]]


Rows = dict[int, tuple[str, Achievement]]


def _listings(keys: list[int]) -> Rows:
    rows = Listing.objects.filter(pk__in=keys).exclude(state=ListingState.WITHDRAWN)
    return {row.pk: (row.code, row.achievement) for row in rows.select_related("achievement__holder")}


def _catalogued(keys: list[int]) -> Rows:
    return _achievements(keys, [AchievementState.CATALOGUED])


def _submitted(keys: list[int]) -> Rows:
    return _achievements(keys, BEFORE_THE_EXCHANGE)


def _imported(keys: list[int]) -> Rows:
    rows = Achievement.objects.filter(pk__in=keys, state=AchievementState.IMPORTED)
    return {row.pk: (row.code, row) for row in rows.select_related("holder", "catalogue_entry__batch__case")}


def _achievements(keys: list[int], states: Sequence[str]) -> Rows:
    rows = Achievement.objects.filter(pk__in=keys, state__in=states).select_related("holder", "case")
    return {row.pk: (row.code, row) for row in rows}


KINDS: dict[str, Callable[[list[int]], Rows]] = {
    "listing": _listings,
    "catalogue": _catalogued,
    SUBMISSION: _submitted,
    IMPORT: _imported,
}


def _twin(ours: dict[str, Text], record: Compared) -> NearTwin | None:
    """By the bodies of the texts; by the titles where no language has two bodies to compare."""
    theirs = {name: Text(getattr(record.achievement, name)) for name in TEXTS}
    both = [each for each in LANGUAGES if ours[f"abstract_{each}"].letters and theirs[f"abstract_{each}"].letters]
    found: list[tuple[Likeness, str]]
    if both:
        found = [(ours[f"abstract_{each}"].likeness(theirs[f"abstract_{each}"]), each) for each in both]
    else:
        found = [(ours[f"title_{each}"].titles_alike(theirs[f"title_{each}"]), each) for each in LANGUAGES]
    likeness, language = max(found, key=lambda each: (each[0].near, each[0].share))
    return NearTwin(record, language, likeness.share, not both) if likeness.near else None
