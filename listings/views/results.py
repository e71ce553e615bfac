"""The page of a list that the engine answers: search and catalogue. What each result shows is drawn by its own page."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from listings.lists.engine import EngineKind, Words, price_limits
from listings.selectors.search import DEEPEST, Found, Question, count_elsewhere
from listings.views.marking import marking
from tte.common.languages import own_language
from tte.common.parts import Facet, FacetValue, Link
from tte.lists.presenting import kept_views, tools_of, usual_address
from tte.search.queries import SearchUnavailable

MOST_VALUES = 40
LEVELS = ("maturity", "maturity_13")
Draw = Callable[[dict, re.Pattern | None, set[str]], dict]


def render_results(request: HttpRequest, kind: EngineKind, template: str, draw: Draw) -> HttpResponse:
    """Results by words, conditions and order. An index that is not ready says so and shows nothing wrong."""
    views = kept_views(request, kind)
    if usual := usual_address(request, kind, views):
        return redirect(usual)
    question = kind.question(request.GET)
    context = {"question": question}
    try:
        found = kind.found(question, own_language())
        elsewhere = count_elsewhere(question, kind.elsewhere, own_language())
    except SearchUnavailable as refusal:
        return render(request, template, context | {"unavailable": refusal}, status=503)
    tools, columns = tools_of(request, kind, kind.kept(request.GET), views)
    parts, pattern = {column.key for column in columns}, marking(question.text)
    context |= results_context(kind, question, found, request.GET)
    context |= {"rows": [draw(row, pattern, parts) for row in found.rows], "elsewhere": elsewhere, "tools": tools}
    return render(request, template, context)


def results_context(kind: EngineKind, question: Question, found: Found, parameters: QueryDict) -> dict:
    words = kind.wording({name: [*found.facets.get(name, ()), *question.chosen.get(name, ())] for name in kind.facets})
    last = found.start + len(found.rows)
    return {
        "total": found.total,
        "first": found.start + 1,
        "facets": facets(kind, question, found, words),
        "chips": chips(question, parameters, words),
        "as_of": found.as_of,
        "position": found.position,
        "is_deepest": last >= DEEPEST and found.total > DEEPEST,
        "following": address(parameters, at=found.next) if found.next else "",
        "previous": address(parameters, at=found.previous) if found.previous else "",
        "says": f"{found.start + 1:,}–{last:,} / {found.total:,}",
        "clear_url": address(QueryDict(mutable=True), q=question.text) if question.is_filtered else "",
        "sorts": kind.sorts.items(),
    }


def address(parameters: QueryDict, **changes: str) -> str:
    changed = parameters.copy()
    changed.pop("after", None)
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def facets(kind: EngineKind, question: Question, found: Found, words: Words) -> list[Facet]:
    return [
        Facet(name, str(title), facet_values(name, found.facets.get(name, {}), question.chosen.get(name, []), words))
        for name, title in kind.facets.items()
    ]


def facet_values(name: str, counts: dict[str, int], chosen: list[str], words: Words) -> list[FacetValue]:
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


def chips(question: Question, parameters: QueryDict, words: Words) -> list[Link]:
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
