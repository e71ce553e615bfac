from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.casework.permissions import works_cases
from tte.casework.presenting import board_of
from tte.common.doors import requires


@requires(works_cases)
def board(request: HttpRequest) -> HttpResponse:
    """Ages and throughput of the office: by kind, by person, by what is left of the periods."""
    return render(request, "casework/board.html", board_of(request.actor, request.actor.organisation))
