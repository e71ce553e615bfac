"""The door of a list that the engine answers: search and catalogue."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.lists.engine import EngineKind
from listings.presenting.found_words import marking
from listings.presenting.results import results_context
from listings.selectors.search import count_elsewhere
from tte.common.languages import own_language
from tte.lists.presenting import kept_views, tools_of, usual_address
from tte.search.queries import SearchUnavailable

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
