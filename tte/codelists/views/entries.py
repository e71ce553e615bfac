"""What administrators do with an entry: correct it, end it, begin its successor, move it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tte.codelists.forms import CorrectForm, EndForm, MoveForm, SucceedForm
from tte.codelists.models import Code, ListHead
from tte.codelists.permissions import can_manage_rules
from tte.codelists.services.entries import correct_entry, end_entry, move_entry, succeed_entry
from tte.codelists.uses import uses_of
from tte.common.clock import today
from tte.common.doors import posted, requires
from tte.common.forms import ActionForm


@requires(can_manage_rules)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Code, pk=pk)
    names = ("name_zh", "name_en", "parent_code", "source_zh", "source_en")
    form = CorrectForm(request.POST or None, initial={name: getattr(entry, name) for name in names})
    return _act(request, entry, form, correct_entry, _("Correct an entry"), _("Correct"), _("The entry is corrected"))


@requires(can_manage_rules)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """With a look at how much is recorded under the code."""
    entry = get_object_or_404(Code, pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": today()})
    return _act(request, entry, form, end_entry, _("End an entry"), _("End the entry"), _("The entry has its end"))


@requires(can_manage_rules)
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Code, pk=pk)
    names = ("code", "name_zh", "name_en", "source_zh", "source_en")
    form = SucceedForm(request.POST or None, initial={name: getattr(entry, name) for name in names})
    done = _("The successor is saved and takes effect on its first day")
    return _act(request, entry, form, succeed_entry, _("Begin a successor"), _("Begin the successor"), done)


def _act(
    request: HttpRequest, entry: Code, form: ActionForm, service: Callable, title: str, button: str, done: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.carry_out(service, entry=entry, by=request.actor):
        messages.success(request, done)
        return redirect("codelists:entry", code=entry.list, entry=form.outcome.code)
    context = {
        "form": form,
        "head": ListHead.objects.get(code=entry.list),
        "entry": entry,
        "uses": list(uses_of(entry.list, entry.code)),
        "title": title,
        "button": button,
        "back": reverse("codelists:entry", args=[entry.list, entry.code]),
    }
    return render(request, "codelists/form.html", context, status=422 if form.errors else 200)


@requires(can_manage_rules)
@posted
def move(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Code, pk=pk)
    form = MoveForm(request.POST)
    if not (form.is_valid() and form.carry_out(move_entry, entry=entry, by=request.actor)):
        messages.error(request, " ".join(fault for faults in form.errors.values() for fault in faults))
    return redirect("codelists:entry", code=entry.list, entry=entry.code)
