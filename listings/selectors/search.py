"""Searching listings: the engine answers with keys, PostgreSQL with what is shown, so a withdrawal is never shown."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from listings.documents import CATALOGUE_FACETS, FACETS
from listings.enums import AchievementState, ListingState
from listings.models import Achievement, Listing
from tte.search.queries import search

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
    "notice_ends_at",
    "notice_provisional",
    "rule_set",
    "achievement__title_zh",
    "achievement__title_en",
    "achievement__abstract_zh",
    "achievement__abstract_en",
    "achievement__field",
    "achievement__maturity",
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

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen) or self.price_from is not None or self.price_to is not None


@dataclass(frozen=True)
class Found:
    """`rows` are dictionaries of `SHOWN` in the order of the answer."""

    rows: list[dict]
    total: int
    facets: dict[str, dict[str, int]]
    as_of: datetime
    position: int
    following: int | None


def found_listings(question: Question, language: str) -> Found:
    answer = search(
        question.text,
        kind="listing",
        filters=question.chosen,
        facets=FACETS,
        amount=_fen(question),
        sort=question.sort,
        after=question.after,
        limit=question.limit,
        language=language,
    )
    rows = {
        row[0]: dict(zip(SHOWN, row, strict=True))
        for row in Listing.objects.filter(pk__in=answer.pks)
        .exclude(state=ListingState.WITHDRAWN)
        .order_by("pk")
        .values_list(*SHOWN)
    }
    shown = [rows[pk] for pk in answer.pks if pk in rows]
    return Found(shown, answer.total, answer.facets, answer.as_of, answer.position, answer.following)


def found_records(question: Question, language: str) -> Found:
    """Catalogue records; rows are dictionaries of `RECORD_SHOWN`. What has left the catalogue is not shown."""
    answer = search(
        question.text,
        kind="catalogue",
        filters=question.chosen,
        facets=CATALOGUE_FACETS,
        sort=question.sort,
        after=question.after,
        limit=question.limit,
        language=language,
    )
    public = Achievement.objects.filter(pk__in=answer.pks, state=AchievementState.CATALOGUED).order_by("pk")
    rows = {row["pk"]: row for row in public.values(*RECORD_SHOWN)}
    shown = [rows[pk] for pk in answer.pks if pk in rows]
    return Found(shown, answer.total, answer.facets, answer.as_of, answer.position, answer.following)


def count_elsewhere(question: Question, kind: str, language: str) -> int:
    """How many results the words alone have among the documents of the other kind."""
    return search(question.text, kind=kind, limit=1, language=language).total


def _fen(question: Question) -> tuple[int | None, int | None] | None:
    if question.price_from is None and question.price_to is None:
        return None
    low, high = (None if each is None else int(each * 100) for each in (question.price_from, question.price_to))
    return low, high
