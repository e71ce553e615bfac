from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from listings.forms.right import MendForm, RightForm, refused_change
from listings.models import Achievement, IPRight
from listings.permissions import can_edit_achievement, can_edit_part
from listings.selectors.achievement import achievements
from listings.services.right import change_right, drop_right, mend_right, name_right, take_term
from listings.views.achievement_page import edit_context
from tte.common.doors import requires
from tte.common.forms import ActionForm


def to_rights(achievement: Achievement) -> HttpResponse:
    return redirect(reverse("listings:edit_achievement", args=[achievement.code]) + "#rights")


def rights():
    return IPRight.objects.select_related("achievement__holder", "achievement__secrecy")


@requires(can_edit_achievement, achievements)
@require_POST
def name(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = RightForm(request.POST, about=achievement.code)
    if form.is_valid() and form.carry_out(name_right, achievement=achievement, by=request.actor):
        return to_rights(achievement)
    return render(
        request, "listings/achievement/edit.html", edit_context(request.actor, achievement, right=form), status=422
    )


@requires(can_edit_part, rights)
@require_POST
def change(request: HttpRequest, right: IPRight) -> HttpResponse:
    achievement = right.achievement
    form = RightForm(request.POST, about=achievement.code, right=right)
    if form.is_valid() and form.carry_out(change_right, right=right, by=request.actor):
        return to_rights(achievement)
    return render(
        request, "listings/achievement/edit.html", edit_context(request.actor, achievement, right=form), status=422
    )


def show_refused(request: HttpRequest, right: IPRight, form: ActionForm) -> HttpResponse:
    """The draft again, with the form of this right open on what was refused."""
    context = edit_context(request.actor, right.achievement, right=refused_change(right, form))
    return render(request, "listings/achievement/edit.html", context, status=422)


@requires(can_edit_part, rights)
@require_POST
def term(request: HttpRequest, right: IPRight) -> HttpResponse:
    """Take the end the rules suggest; where none can be suggested any more, say what it takes."""
    form = ActionForm(request.POST)
    if form.is_valid() and form.carry_out(take_term, right=right, by=request.actor):
        return to_rights(right.achievement)
    return show_refused(request, right, form)


@requires(can_edit_part, rights)
@require_POST
def mend(request: HttpRequest, right: IPRight) -> HttpResponse:
    form = MendForm(request.POST)
    if form.is_valid() and form.carry_out(mend_right, right=right, by=request.actor):
        return to_rights(right.achievement)
    return show_refused(request, right, form)


@requires(can_edit_part, rights)
@require_POST
def drop(request: HttpRequest, right: IPRight) -> HttpResponse:
    drop_right(right=right, by=request.actor)
    return to_rights(right.achievement)
