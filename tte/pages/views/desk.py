from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common import clock
from tte.common.doors import requires
from tte.pages.permissions import can_use_desk
from tte.pages.presenting.desk import duties
from tte.pages.presenting.first import first_act
from tte.pages.presenting.way import way


@requires(can_use_desk)
def desk(request: HttpRequest) -> HttpResponse:
    """The first page after signing in: what waits for this role, or what to do first."""
    waiting, first = duties(request.actor), first_act(request.actor)
    leads = waiting and first.url and first.url not in {duty.url for duty in waiting}
    context = {
        "duties": waiting,
        "first": first,
        "act": first if leads else None,
        "walk": way(),
        "today": clock.today(),
    }
    return render(request, "pages/desk.html", context)
