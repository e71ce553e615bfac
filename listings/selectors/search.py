"""Searching listings: the engine answers with keys, PostgreSQL with what is shown, so a withdrawal is never shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from listings.documents import CATALOGUE_FACETS, FACETS
from listings.enums import AchievementState, ListingState
from listings.models import Achievement, Listing
from tte.search.queries import search
from tte.search.standing import stretch_of

PAGE = 20
DEEPEST = 10_000
SORTS = ("relevance", "newest", "amount", "-amount", "due")
SHOWN = (
    "pk",
    "code",
    "state",
    "right_offered",
    "regime",
    "price",
    "listed_at",
    "counted_from",
    "counted_unit",
    "notice_ends_at",
    "notice_provisional",
    "rule_set",
    "achievement__title_zh",
    "achievement__title_en",
    "achievement__abstract_zh",
    "achievement__abstract_en",
    "achievement__field",
    "achievement__maturity",
    "achievement__maturity_13",
    "holder__name_zh",
    "holder__name_en",
)
RECORD_SHOWN = (
    "pk",
    "code",
    "title_zh",
    "title_en",
    "abstract_zh",
    "abstract_en",
    "field",
    "holder__name_zh",
    "holder__name_en",
    "catalogue_entry__stated_holder",
    "catalogue_entry__number",
)


@dataclass(frozen=True)
class Question:
    """What was asked, already in shape. Prices are yuan."""

    text: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    price_from: Decimal | None = None
    price_to: Decimal | None = None
    sort: str = "relevance"
    after: int = 0
    limit: int = PAGE
    at: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen) or self.price_from is not None or self.price_to is not None


@dataclass(frozen=True)
class Found:
    """`rows` are dictionaries of `SHOWN` in the order of the answer, `start` results before them.

    `previous` and `next` are cursors of the pages beside this one; `following` is the place the API goes on from.
    """

    rows: list[dict]
    total: int
    facets: dict[str, dict[str, int]]
    as_of: datetime
    position: int
    following: int | None
    start: int = 0
    previous: str = ""
    next: str = ""


def found_listings(question: Question, language: str) -> Found:
    return _found("listing", question, FACETS, language, shown_listings)


def found_records(question: Question, language: str) -> Found:
    """Catalogue records; rows are dictionaries of `RECORD_SHOWN`. What has left the catalogue is not shown."""
    return _found("catalogue", question, CATALOGUE_FACETS, language, shown_records)


def asked_of(question: Question, kind: str, language: str) -> dict[str, Any]:
    """The question as the engine takes it."""
    return {
        "text": question.text,
        "kind": kind,
        "filters": question.chosen,
        "amount": _fen(question),
        "sort": question.sort,
        "language": language,
    }


def shown_listings(pks: list[int]) -> list[dict]:
    """What is public of these listings, in their order."""
    found = Listing.objects.filter(pk__in=pks).exclude(state=ListingState.WITHDRAWN).order_by("pk")
    rows = {row[0]: dict(zip(SHOWN, row, strict=True)) for row in found.values_list(*SHOWN)}
    return [rows[pk] for pk in pks if pk in rows]


def shown_records(pks: list[int]) -> list[dict]:
    public = Achievement.objects.filter(pk__in=pks, state=AchievementState.CATALOGUED).order_by("pk")
    rows = {row["pk"]: row for row in public.values(*RECORD_SHOWN)}
    return [rows[pk] for pk in pks if pk in rows]


def _found(
    kind: str, question: Question, facets: Sequence[str], language: str, shown: Callable[[list[int]], list[dict]]
) -> Found:
    asked = asked_of(question, kind, language)
    answer = search(**asked, facets=facets, after=question.after, limit=question.limit)
    part = stretch_of(answer, question.at, after=question.after, limit=question.limit, asked=asked)
    return Found(
        shown(part.keys),
        answer.total,
        answer.facets,
        answer.as_of,
        answer.position,
        answer.following,
        part.start,
        part.before,
        part.after,
    )


def count_elsewhere(question: Question, kind: str, language: str) -> int:
    """How many results the words alone have among the documents of the other kind."""
    return search(question.text, kind=kind, limit=1, language=language).total


def _fen(question: Question) -> tuple[int | None, int | None] | None:
    if question.price_from is None and question.price_to is None:
        return None
    low, high = (None if each is None else int(each * 100) for each in (question.price_from, question.price_to))
    return low, high
