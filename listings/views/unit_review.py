from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.forms.unit_review import ReturnForm
from listings.lists.unit_review import OF_UNIT, REVIEWS
from listings.models import Achievement
from listings.permissions.supply import can_review_achievement, can_review_achievements, can_work_unit_case
from listings.presenting.unit_review import forward_form, unit_case_context
from listings.selectors.achievement import achievements
from listings.selectors.unit_review import newest_review, review_counts, unit_cases
from listings.services.achievement import forward_achievement, return_achievement
from tte.casework.models import Case
from tte.casework.permissions import can_open_case
from tte.common.doors import posted, requires
from tte.common.forms import ActionForm
from tte.common.presence import present
from tte.lists.rendering import render_list


@requires(can_review_achievements)
def desk(request: HttpRequest) -> HttpResponse:
    """The queue of the unit: what waits for an officer, the earliest due first."""
    actor = request.actor
    return render_list(
        request,
        REVIEWS,
        "listings/unit_review/queue.html",
        lambda page: {"board": review_counts(actor.organisation, actor.user, page.as_of)},
    )


@requires(can_review_achievements)
def sent_on(request: HttpRequest) -> HttpResponse:
    """All achievements of the unit that have left their authors."""
    return render_list(request, OF_UNIT, "listings/unit_review/all.html")


@requires(can_work_unit_case, unit_cases)
def show(request: HttpRequest, case: Case) -> HttpResponse:
    return _page(request, case)


def _page(request: HttpRequest, case: Case, refused: ActionForm | None = None) -> HttpResponse:
    """The case, unless the reader wrote the work or handed it in: then only that a colleague has to do it (R8-31)."""
    if not can_open_case(request.actor, case):
        return render(request, "listings/unit_review/closed.html", {"case": case}, status=403)
    context = unit_case_context(request, case, refused)
    return render(request, "listings/unit_review/case.html", context, status=422 if refused else 200)


@requires(can_review_achievement, achievements)
@posted
def send_back(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = ReturnForm(request.POST, about=achievement.code)
    if form.is_valid() and form.carry_out(return_achievement, achievement=achievement, by=request.actor):
        return _concluded(request, form.outcome, _("Returned to its author"))
    return refused(request, achievement, form)


@requires(can_review_achievement, achievements)
@posted
def forward(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    review = newest_review(achievement)
    form = forward_form(review.case if review else None, achievement, request.POST)
    if form.is_valid() and form.carry_out(forward_achievement, achievement=achievement, by=request.actor):
        return _concluded(request, form.outcome, _("Sent to the exchange for audit"))
    return refused(request, achievement, form)


def _concluded(request: HttpRequest, achievement: Achievement, said: str) -> HttpResponse:
    """On the page of the case, which leads to the next one of the queue."""
    messages.success(request, said)
    review = present(newest_review(achievement))
    return redirect("listings:unit_case", reference=review.case.reference)


def refused(request: HttpRequest, achievement: Achievement, form: ActionForm) -> HttpResponse:
    """Back on the page of the case, with what is wrong."""
    review = newest_review(achievement)
    if review is None:
        messages.error(request, " ".join(form.non_field_errors()))
        return redirect("listings:achievement", code=achievement.code)
    return _page(request, unit_cases().get(pk=review.case_id), form)
