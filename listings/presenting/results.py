"""What the engine found as the pages of search and catalogue show it. Each result is drawn by its own page."""

from django.http import QueryDict

from listings.lists.engine import EngineKind, Words, price_limits
from listings.selectors.search import DEEPEST, Found, Question
from tte.common.parts import Facet, FacetValue, Link

MOST_VALUES = 40
LEVELS = ("maturity", "maturity_13")


def results_context(kind: EngineKind, question: Question, found: Found, parameters: QueryDict) -> dict:
    words = kind.wording({name: [*found.facets.get(name, ()), *question.chosen.get(name, ())] for name in kind.facets})
    last = found.start + len(found.rows)
    return {
        "total": found.total,
        "first": found.start + 1,
        "facets": _facets(kind, question, found, words),
        "chips": _chips(question, parameters, words),
        "as_of": found.as_of,
        "position": found.position,
        "is_deepest": last >= DEEPEST and found.total > DEEPEST,
        "following": _address(parameters, at=found.next) if found.next else "",
        "previous": _address(parameters, at=found.previous) if found.previous else "",
        "says": f"{found.start + 1:,}–{last:,} / {found.total:,}",
        "clear_url": _address(QueryDict(mutable=True), q=question.text) if question.is_filtered else "",
        "sorts": kind.sorts.items(),
    }


def _address(parameters: QueryDict, **changes: str) -> str:
    changed = parameters.copy()
    changed.pop("after", None)
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _facets(kind: EngineKind, question: Question, found: Found, words: Words) -> list[Facet]:
    return [
        Facet(name, str(title), _facet_values(name, found.facets.get(name, {}), question.chosen.get(name, []), words))
        for name, title in kind.facets.items()
    ]


def _facet_values(name: str, counts: dict[str, int], chosen: list[str], words: Words) -> list[FacetValue]:
    """Most frequent first; levels of maturity in their own order; what is chosen stays, even at nothing."""
    counts = counts | {value: 0 for value in chosen if value not in counts}
    rank = (lambda value: value.zfill(2)) if name in LEVELS else (lambda value: (-counts[value], value))
    most = max(counts.values(), default=0) or 1
    values = sorted(counts, key=rank)
    return [
        FacetValue(value, words(name, value), counts[value], value in chosen, 100 * counts[value] // most)
        for place, value in enumerate(values)
        if place < MOST_VALUES or value in chosen
    ]


def _chips(question: Question, parameters: QueryDict, words: Words) -> list[Link]:
    """The conditions that hold, each with the address of the list without it."""
    links = []
    for name, values in question.chosen.items():
        for value in values:
            rest = parameters.copy()
            rest.setlist(name, [each for each in rest.getlist(name) if each != value])
            links.append(Link(words(name, value), _begun_again(rest)))
    for name, limit in price_limits(question):
        rest = parameters.copy()
        rest.pop(name, None)
        links.append(Link(limit, _begun_again(rest)))
    return links


def _begun_again(parameters: QueryDict) -> str:
    parameters.pop("at", None)
    return f"?{parameters.urlencode()}"
