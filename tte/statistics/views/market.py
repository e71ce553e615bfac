from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.doors import public
from tte.statistics.filters import Question, question_of
from tte.statistics.permissions import can_browse_statistics, can_export_statistics
from tte.statistics.presenting import controls, headlines, plates, type_grid, unit_name
from tte.statistics.reader import StatisticsUnavailable
from tte.statistics.selectors.market import Market, overview, types_by_month


@public
def index(request: HttpRequest) -> HttpResponse:
    """The technology market of a year: everybody sees it, R2-07 keeps single sellers out of what the public sees."""
    question, full = question_of(request.GET), can_browse_statistics(request.actor)
    try:
        found = overview(question, full=full)
    except StatisticsUnavailable as refusal:
        return render(request, "statistics/market/unavailable.html", {"refusal": refusal}, status=503)
    filled = found.tables["months"].total() is not None
    context = frame(request, question, found, full) | {"filled": filled}
    if filled:
        context |= {"headlines": headlines(found), "plates": plates(found)}
    return render(request, "statistics/market/index.html", context)


@public
def types(request: HttpRequest) -> HttpResponse:
    """Contract types by month of a year."""
    question, full = question_of(request.GET), can_browse_statistics(request.actor)
    try:
        found = types_by_month(question, full=full)
    except StatisticsUnavailable as refusal:
        return render(request, "statistics/market/unavailable.html", {"refusal": refusal}, status=503)
    table = found.tables["types"]
    context = frame(request, question, found, full) | {
        "filled": table.total() is not None,
        "grid": type_grid(table, question.measure),
        "suppressed": bool(table.hidden),
    }
    return render(request, "statistics/market/types.html", context)


def frame(request: HttpRequest, question: Question, found: Market, full: bool) -> dict[str, object]:
    """What both pages share: the choices, the stamp, what the reader may take away."""
    return {
        "question": question,
        "full": full,
        "can_export": can_export_statistics(request.actor),
        "found": found,
        "unit": unit_name(),
        "suppressed": any(table.hidden for table in found.tables.values()),
        "carried": question.address(),
        **controls(question, found.tables["years"]),
    }
