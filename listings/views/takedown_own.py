"""What its holder reads of a takedown: how it stands, what it means, and what may be done about it (R8-03)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.takedown import TakedownWordForm
from listings.models import Takedown
from listings.permissions.takedown import can_follow_takedown, can_follow_takedowns
from listings.presenting.takedown import register_rows, status_context
from listings.selectors.takedown import own_takedowns, takedowns
from listings.services.takedown_word import write_about_takedown
from tte.common.doors import posted, requires
from tte.common.paging import page_of
from tte.drafts.forms import recall


@requires(can_follow_takedowns)
def own(request: HttpRequest) -> HttpResponse:
    page = page_of(request, own_takedowns(request.actor))
    context = {"rows": register_rows(page.rows), "page": page}
    return render(request, "listings/takedown/own.html", context)


@requires(can_follow_takedown, takedowns)
def status(request: HttpRequest, takedown: Takedown) -> HttpResponse:
    form = TakedownWordForm(about=takedown.code)
    recall(request.actor, form)
    return render(request, "listings/takedown/status.html", status_context(takedown, form))


@requires(can_follow_takedown, takedowns)
@posted
def write(request: HttpRequest, takedown: Takedown) -> HttpResponse:
    form = TakedownWordForm(request.POST, about=takedown.code)
    if form.is_valid() and form.carry_out(write_about_takedown, takedown=takedown, by=request.actor):
        return redirect("listings:takedown_status", code=takedown.code)
    recall(request.actor, form)
    return render(request, "listings/takedown/status.html", status_context(takedown, form), status=422)
