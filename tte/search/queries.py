"""Asking the index: ranking, filters, exact multi-select counts. It answers with keys; who may see a record is
decided where the records are fetched, never here."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from tantivy import FieldType, Occur, Order, Query, Searcher

from tte.common.errors import DomainError
from tte.common.presence import present
from tte.search import weights
from tte.search.analysis import Term, asked_terms, code_term, folded, pairs
from tte.search.documents import withheld
from tte.search.index import MISSING, IndexBroken, current_folder, reading, report_broken, schema

LONGEST_QUERY = 300
DEEPEST = 10_000
FACET_VALUES = 500
COMMON, FEW = 10, 5
SEGMENT_VALUES = 65_000
SORT_FIELDS = {
    "newest": ("newest", Order.Desc),
    "amount": ("amount", Order.Asc),
    "-amount": ("amount_down", Order.Asc),
    "due": ("due", Order.Asc),
}

Filters = Mapping[str, Sequence[str]]


class SearchUnavailable(DomainError):
    code = "search_unavailable"


@dataclass(frozen=True)
class SearchAnswer:
    """A page of keys, the exact total, the counts of every facet, and the feed position the answer holds for."""

    total: int
    pks: list[int]
    facets: dict[str, dict[str, int]]
    position: int
    as_of: datetime
    following: int | None


def search(
    text: str = "",
    *,
    kind: str,
    filters: Filters | None = None,
    facets: Sequence[str] = (),
    amount: tuple[int | None, int | None] | None = None,
    sort: str = "relevance",
    after: int = 0,
    limit: int = 20,
    language: str = "zh",
) -> SearchAnswer:
    """The page of `kind` that starts after `after` results. Counts of a facet leave its own choice out, so that a
    second value can be added to it. An empty text finds everything; relevance then means newest first."""
    chosen = {name: list(values) for name, values in (filters or {}).items() if values}
    base = [of_kind(kind), *left_out(), *text_queries(text, language), *amount_queries(amount)]
    with readable():
        searcher, mark = reading.now()
        query = all_of([*base, *(filter_query(name, values) for name, values in chosen.items())])
        total, pks = page_of(searcher, query, effective_sort(sort, text), min(after, DEEPEST), limit)
        counted = facet_counts(searcher, base, chosen, facets)
    end = after + len(pks)
    return SearchAnswer(total, pks, counted, mark.position, mark.as_of, end if end < min(total, DEEPEST) else None)


def all_keys(
    text: str = "",
    *,
    kind: str,
    filters: Filters | None = None,
    amount: tuple[int | None, int | None] | None = None,
    sort: str = "relevance",
    language: str = "zh",
) -> list[int]:
    """The keys of the whole answer in its order, down to the deepest place."""
    chosen = [filter_query(name, list(values)) for name, values in (filters or {}).items() if values]
    query = all_of([of_kind(kind), *left_out(), *text_queries(text, language), *amount_queries(amount), *chosen])
    with readable():
        searcher, _mark = reading.now()
        return page_of(searcher, query, effective_sort(sort, text), 0, DEEPEST)[1]


def alike(
    text: str,
    *,
    kind: str,
    filters: Filters | None = None,
    prefer: Filters | None = None,
    leave_out: Sequence[int] = (),
    limit: int = 5,
    language: str = "zh",
) -> list[int]:
    """The keys of what shares any term with the text, or a value of the facets preferred; the more the earlier."""
    facets = [filter_query(name, list(values)) for name, values in (filters or {}).items() if values]
    asked = [(Occur.Must, query) for query in (of_kind(kind), *facets)]
    asked += [(Occur.MustNot, Query.term_query(schema(), "id", f"{kind}:{pk}")) for pk in leave_out]
    shared = [Query.const_score_query(filter_query(*each), weights.SAME_FACET) for each in (prefer or {}).items()]
    with readable():
        searcher, _mark = reading.now()
        terms = [term for term in asked_terms(text[:LONGEST_QUERY]) if is_telling(searcher, term)]
        ways = [(Occur.Should, way) for way in (*shared, *(term_query(term, language) for term in terms))]
        if not ways:
            return []
        query = Query.boolean_query([*asked, (Occur.Must, Query.boolean_query(ways))])
        return page_of(searcher, query, "relevance", 0, limit)[1]


def is_telling(searcher: Searcher, term: Term) -> bool:
    """A word of every tenth record says nothing about what one is like, and costs the most to look for."""
    places = ("title_zh", "body_zh") if term.han else ("title_en", "body_en")
    found = max(searcher.doc_freq(place, term.text) for place in places)
    return 0 < found <= max(FEW, searcher.num_docs // COMMON)


@contextmanager
def readable() -> Iterator[None]:
    """An index that is not there or cannot be read is a refusal in words."""
    try:
        yield
    except IndexBroken as broken:
        raise SearchUnavailable(_("Search is being prepared; try again in a moment")) from broken
    except ValueError as unreadable:
        report_broken(current_folder())
        raise SearchUnavailable(_("Search is being prepared; try again in a moment")) from unreadable


def effective_sort(sort: str, text: str) -> str:
    return sort if sort in SORT_FIELDS else ("relevance" if asked_terms(text[:LONGEST_QUERY]) else "newest")


def of_kind(kind: str) -> Query:
    return Query.const_score_query(Query.term_query(schema(), "kind", kind), 0.0)


def left_out() -> list[Query]:
    """Everything but what may not be found from now on; it is gone from the index only when that has followed."""
    names = [(Occur.MustNot, Query.term_query(schema(), "id", name)) for name in withheld()]
    rest = Query.boolean_query([(Occur.Must, Query.all_query()), *names])
    return [Query.const_score_query(rest, 0.0)] if names else []


def filter_query(name: str, values: Sequence[str]) -> Query:
    """Any of the values of one facet."""
    terms = [(Occur.Should, Query.term_query(schema(), f"facets.{name}", value)) for value in values]
    return Query.const_score_query(Query.boolean_query(terms), 0.0)


def amount_queries(amount: tuple[int | None, int | None] | None) -> list[Query]:
    if amount is None or amount == (None, None):
        return []
    lower, upper = amount
    top = MISSING - 1 if upper is None else upper
    found = Query.range_query(schema(), "amount", FieldType.Integer, lower or 0, top)
    return [Query.const_score_query(found, 0.0)]


def all_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def text_queries(text: str, language: str) -> list[Query]:
    """What the text asks for: the exact number, the exact title, or enough of its terms. Nothing for an empty text; a
    text that holds no term at all (signs only) finds nothing."""
    asked = text[:LONGEST_QUERY]
    if not asked.strip():
        return []
    ways = [
        exact("code", code_term(asked), weights.EXACT_CODE),
        exact("exact", folded(asked), weights.EXACT_TITLE),
    ]
    if terms := asked_terms(asked):
        ways.append(enough_of(terms, language))
        if phrase := whole_phrase(asked):
            ways.append(phrase)
    return [Query.boolean_query([(Occur.Should, way) for way in ways])]


def exact(field: str, value: str, score: float) -> Query:
    return Query.const_score_query(Query.term_query(schema(), field, value), score)


def enough_of(terms: Sequence[Term], language: str) -> Query:
    least = len(terms)
    if least > weights.ALL_TERMS_UP_TO:
        least = math.ceil(least * weights.SHARE_OF_TERMS)
    clauses = [(Occur.Should, term_query(term, language)) for term in terms]
    return Query.boolean_query(clauses, minimum_number_should_match=least)


def term_query(term: Term, language: str) -> Query:
    """One term, wherever it stands; the best place counts."""
    places = []
    for part, weight in (("title", weights.TITLE), ("body", weights.BODY)):
        for of in ("zh", "en"):
            factor = weight * weights.WORD * (weights.OWN_LANGUAGE if of == language else 1.0)
            word = Query.term_query(schema(), f"{part}_{of}", term.text, index_option="freq")
            places.append(Query.boost_query(word, factor))
        if term.han and len(term.text) > 1:
            places.append(Query.boost_query(pair_query(f"{part}_pairs", term.text), weight * weights.PAIRS))
    return Query.disjunction_max_query(places, weights.TIE)


def pair_query(field: str, han: str) -> Query:
    found: list[str | tuple[int, str]] = [pair for pair in pairs(han) if pair != "|"]
    return (
        Query.term_query(schema(), field, found[0]) if len(found) == 1 else Query.phrase_query(schema(), field, found)
    )


def whole_phrase(text: str) -> Query | None:
    """A title that holds the whole Chinese text in one piece stands above one that holds its words apart."""
    found: list[str | tuple[int, str]] = [pair for pair in pairs(text) if pair != "|"]
    if len(found) < 2 or len(found) + 1 != len(folded(text)):
        return None
    return Query.boost_query(Query.phrase_query(schema(), "title_pairs", found), weights.WHOLE_PHRASE)


def page_of(searcher: Searcher, query: Query, sort: str, after: int, limit: int) -> tuple[int, list[int]]:
    if sort == "relevance":
        found = searcher.search(query, limit=limit, offset=after)
    else:
        field, order = SORT_FIELDS[sort]
        found = searcher.search(query, limit=limit, offset=after, order_by_field=field, order=order)
    addresses = [address for _, address in found.hits]
    count: int = found.count  # type: ignore[attr-defined]  # the engine has it, its stubs do not
    return count, [int(present(pk)) for pk in searcher.fast_field_values("pk", addresses)]


def facet_counts(
    searcher: Searcher, base: Sequence[Query], chosen: Mapping[str, list[str]], facets: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Facets without a choice share one pass; each facet with a choice is counted without it."""
    counted: dict[str, dict[str, int]] = {}
    for names in [[name for name in facets if name not in chosen], *([name] for name in facets if name in chosen)]:
        if names:
            others = [filter_query(name, values) for name, values in chosen.items() if names != [name]]
            query = all_of([*base, *others])
            counted |= aggregated(searcher, query, names)
    return {name: counted[name] for name in facets}


def aggregated(searcher: Searcher, query: Query, names: Sequence[str]) -> dict[str, dict[str, int]]:
    wanted = {
        name: {"terms": {"field": f"facets.{name}", "size": FACET_VALUES, "segment_size": SEGMENT_VALUES}}
        for name in names
    }
    found = searcher.aggregate(query, wanted)
    return {name: {row["key"]: row["doc_count"] for row in found[name]["buckets"]} for name in names}
