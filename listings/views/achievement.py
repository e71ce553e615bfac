from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.forms.achievement import DraftForm
from listings.lists.achievements import ACHIEVEMENTS
from listings.models import Achievement
from listings.permissions.supply import can_edit_achievement, can_post_achievement, can_see_achievement
from listings.presenting.achievement import edit_context, show_context
from listings.selectors.achievement import achievements
from listings.selectors.takedown import standing_of
from listings.services.achievement import save_answered_draft, submit_achievement, withdraw_achievement
from tte.casework.forms import answers_in
from tte.common.doors import posted, requires
from tte.common.forms import ActionForm
from tte.lists.rendering import render_list


@requires(can_post_achievement)
def mine(request: HttpRequest) -> HttpResponse:
    taken_down = standing_of(request.actor)
    return render_list(
        request, ACHIEVEMENTS, "listings/achievement/list.html", lambda _page: {"taken_down": taken_down}
    )


@requires(can_see_achievement, achievements)
def show(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    return render(request, "listings/achievement/show.html", show_context(request.actor, achievement))


@requires(can_see_achievement, achievements)
def edit(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """The draft. `HX-Request` asks, while one types, what would be missing if it were saved now."""
    if not can_edit_achievement(request.actor, achievement):
        return redirect("listings:achievement", code=achievement.code)
    if request.method != "POST":
        page = "lacking.html" if request.headers.get("HX-Request") else "edit.html"
        return render(request, f"listings/achievement/{page}", edit_context(request.actor, achievement))
    draft = DraftForm(request.POST, achievement=achievement)
    if keep(request, draft, achievement):
        messages.success(request, _("The draft is saved"))
        return redirect("listings:edit_achievement", code=achievement.code)
    context = edit_context(request.actor, achievement, draft=draft)
    return render(request, "listings/achievement/edit.html", context, status=422)


def keep(request: HttpRequest, draft: DraftForm, achievement: Achievement) -> bool:
    """Save the draft with the answers beside its fields, if all of it is in shape."""
    given = {"achievement": achievement, "answers": answers_in(request.POST), "by": request.actor}
    return draft.is_valid() and draft.carry_out(save_answered_draft, **given)


@requires(can_see_achievement, achievements)
@posted
def submit(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """Save what stands in the form, where the form came along, and submit it."""
    draft = DraftForm(request.POST, achievement=achievement) if "title_zh" in request.POST else None
    if draft and not keep(request, draft, achievement):
        context = edit_context(request.actor, achievement, draft=draft)
        return render(request, "listings/achievement/edit.html", context, status=422)
    achievement = draft.outcome if draft else achievement
    form = ActionForm(request.POST)
    if form.is_valid() and form.carry_out(submit_achievement, achievement=achievement, by=request.actor):
        messages.success(request, _("Submitted to the unit for review"))
        return redirect("listings:achievement", code=achievement.code)
    context = edit_context(request.actor, achievement, submission=form)
    return render(request, "listings/achievement/edit.html", context, status=422)


@requires(can_see_achievement, achievements)
@posted
def withdraw(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    withdraw_achievement(achievement=achievement, by=request.actor)
    messages.success(request, _("Withdrawn; it stays on record"))
    return redirect("listings:achievement", code=achievement.code)
