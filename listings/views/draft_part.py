"""The parts of a draft (rights, files, pictures, the secrecy document) are changed one by one, on its page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from listings.models import Achievement
from listings.presenting.achievement import edit_context
from tte.common.forms import ActionForm

PLACES = {"right": "rights", "attachment": "files", "picture": "pictures", "paper": "secrecy"}


def change_part(
    request: HttpRequest, part: str, of: Achievement, form: ActionForm, act: Callable[..., Any], /, **thing: Any
) -> HttpResponse:
    """Carry it out and lead back to the part; or the draft again with what is wrong."""
    if form.is_valid() and form.carry_out(act, by=request.actor, **thing):
        return to_part(part, of)
    return show_refused(request, part, of, form)


def to_part(part: str, achievement: Achievement) -> HttpResponse:
    return redirect(f"{reverse('listings:edit_achievement', args=[achievement.code])}#{PLACES[part]}")


def show_refused(request: HttpRequest, part: str, achievement: Achievement, form: ActionForm) -> HttpResponse:
    context = edit_context(request.actor, achievement, **{part: form})
    return render(request, "listings/achievement/edit.html", context, status=422)
