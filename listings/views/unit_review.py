from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from listings.forms.unit_review import ReturnForm
from listings.models import Achievement
from listings.permissions import can_review_achievement, can_review_achievements
from listings.selectors.achievement import achievements, unit_achievements, waiting_for_unit
from listings.services.achievement import forward_achievement, return_achievement
from listings.views.achievement_page import list_rows, show_context
from listings.views.posted import number_in
from tte.common.doors import requires
from tte.common.paging import page_of


@requires(can_review_achievements)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, then everything the unit has sent on."""
    waiting = list_rows(list(waiting_for_unit(request.actor)))
    page = page_of(request, unit_achievements(request.actor))
    context = {"waiting": waiting, "rows": list_rows(page.rows), "page": page}
    return render(request, "listings/achievement/unit.html", context)


@requires(can_review_achievement, achievements)
@require_POST
def send_back(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = ReturnForm(request.POST, about=achievement.code)
    if form.is_valid() and form.carry_out(return_achievement, achievement=achievement, by=request.actor):
        messages.success(request, _("Returned to its author"))
        return redirect("listings:unit_review")
    context = show_context(request.actor, achievement, return_form=form)
    return render(request, "listings/achievement/show.html", context, status=422)


@requires(can_review_achievement, achievements)
@require_POST
def forward(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    version = number_in(request, "undertakings")
    forward_achievement(achievement=achievement, undertakings=version, by=request.actor)
    messages.success(request, _("Sent to the exchange for audit"))
    return redirect("listings:achievement", code=achievement.code)
