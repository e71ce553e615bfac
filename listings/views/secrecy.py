from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.secrecy import SecrecyForm
from listings.permissions import can_post_achievement
from listings.services.achievement import declare_secrecy
from tte.common.doors import requires


@requires(can_post_achievement)
def declare(request: HttpRequest) -> HttpResponse:
    """The first question, alone. A level that is not public ends here: nothing that was typed is kept (R8-01)."""
    form = SecrecyForm(request.POST or None)
    if form.is_bound and form.stops:
        return redirect("listings:offline_route")
    if form.is_bound and form.is_valid() and form.carry_out(declare_secrecy, by=request.actor):
        return redirect("listings:edit_achievement", code=form.outcome.code)
    return render(request, "listings/achievement/declare.html", {"form": form}, status=422 if form.is_bound else 200)


@requires(can_post_achievement)
def offline_route(request: HttpRequest) -> HttpResponse:
    """The hard stop: why nothing was stored and where the result goes instead."""
    return render(request, "listings/achievement/offline.html")
