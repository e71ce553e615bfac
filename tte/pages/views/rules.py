from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.doors import public
from tte.pages.presenting.rules import rules_in_force


@public
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force, each with its figure, its source and the place where its chip leads to."""
    return render(request, "pages/rules.html", rules_in_force())
