from django.http import HttpRequest, HttpResponse

from listings.forms.right import MendForm, RightForm, refused_change
from listings.models import Achievement, IPRight
from listings.permissions.supply import can_edit_achievement, can_edit_part
from listings.selectors.achievement import achievements
from listings.selectors.parts import rights
from listings.services.right import change_right, drop_right, mend_right, name_right, take_term
from listings.views.draft_part import change_part, show_refused, to_part
from tte.common.doors import posted, requires
from tte.common.forms import ActionForm

PART = "right"


@requires(can_edit_achievement, achievements)
@posted
def name(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = RightForm(request.POST, about=achievement.code)
    return change_part(request, PART, achievement, form, name_right, achievement=achievement)


@requires(can_edit_part, rights)
@posted
def change(request: HttpRequest, right: IPRight) -> HttpResponse:
    form = RightForm(request.POST, about=right.achievement.code, right=right)
    return change_part(request, PART, right.achievement, form, change_right, right=right)


@requires(can_edit_part, rights)
@posted
def term(request: HttpRequest, right: IPRight) -> HttpResponse:
    """Take the end the rules suggest; where none can be suggested any more, say what it takes."""
    form = ActionForm(request.POST)
    if form.is_valid() and form.carry_out(take_term, right=right, by=request.actor):
        return to_part(PART, right.achievement)
    return show_refused(request, PART, right.achievement, refused_change(right, form))


@requires(can_edit_part, rights)
@posted
def mend(request: HttpRequest, right: IPRight) -> HttpResponse:
    form = MendForm(request.POST)
    if form.is_valid() and form.carry_out(mend_right, right=right, by=request.actor):
        return to_part(PART, right.achievement)
    return show_refused(request, PART, right.achievement, refused_change(right, form))


@requires(can_edit_part, rights)
@posted
def drop(request: HttpRequest, right: IPRight) -> HttpResponse:
    drop_right(right=right, by=request.actor)
    return to_part(PART, right.achievement)
