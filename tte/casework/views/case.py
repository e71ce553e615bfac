"""Acts on a case that are the same for every kind; each leads back to the page of its kind."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tte.casework.forms import AssignForm, HandOverForm, MarkForm, NoteForm
from tte.casework.kinds import KINDS, kind_of, subject_of
from tte.casework.models import Case, Correction
from tte.casework.permissions import (
    can_assign_case,
    can_open_case,
    can_open_correction,
    can_work_case,
    has_in_hand,
    works_cases,
    works_kind,
)
from tte.casework.presenting import remember_refusal
from tte.casework.selectors.correction import corrections
from tte.casework.selectors.people import loads_of
from tte.casework.services import assign_case, claim_case, claim_next, hand_over_case, release_case
from tte.casework.services.correction import close_correction, drop_correction, mark_field
from tte.casework.services.note import write_note
from tte.common.doors import posted, requires
from tte.common.forms import ActionForm


def carried(request: HttpRequest, case: Case, form: ActionForm, service: Callable, said: str) -> HttpResponse:
    """Carry out and lead back to the case. What was refused is shown again there, with what is wrong."""
    if form.is_valid() and form.carry_out(service, case=case, by=request.actor):
        messages.success(request, said)
    else:
        remember_refusal(request, form)
    return back(case)


def back(case: Case) -> HttpResponse:
    return redirect(kind_of(case).page(case) or "pages:desk")


def _colleagues(case: Case) -> list[Any]:
    return [load.person for load in loads_of(case)]


@requires(works_cases)
@posted
def claim_most_urgent(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the most urgent case that nobody has and in which the actor has no part."""
    if kind not in KINDS or not KINDS[kind].queue or not works_kind(request.actor, kind):
        raise Http404
    form = ActionForm(request.POST)
    if form.is_valid() and form.carry_out(claim_next, kind=kind, by=request.actor):
        return back(form.outcome)
    messages.info(request, " ".join(form.non_field_errors()))
    return redirect(KINDS[kind].queue)


@requires(can_work_case, Case)
@posted
def claim(request: HttpRequest, case: Case) -> HttpResponse:
    had_it = has_in_hand(request.actor, case)
    claim_case(case=case, by=request.actor)
    messages.success(request, _("You have this case in hand already") if had_it else _("You have claimed this case"))
    return back(case)


@requires(can_work_case, Case)
@posted
def release(request: HttpRequest, case: Case) -> HttpResponse:
    release_case(case=case, by=request.actor)
    return redirect(kind_of(case).queue)


@requires(can_open_case, Case)
@posted
def note(request: HttpRequest, case: Case) -> HttpResponse:
    form = NoteForm(request.POST, about=case.reference)
    return carried(request, case, form, write_note, _("The note is kept"))


@requires(can_open_case, Case)
@posted
def mark(request: HttpRequest, case: Case) -> HttpResponse:
    fields = [(name, name) for name in kind_of(case).fields(subject_of(case))]
    form = MarkForm(request.POST, about=case.reference, fields=fields)
    return carried(request, case, form, mark_field, _("The field is marked; the applicant sees it when you ask"))


@requires(can_open_case, Case)
@posted
def hand_over(request: HttpRequest, case: Case) -> HttpResponse:
    form = HandOverForm(request.POST, about=case.reference, colleagues=_colleagues(case))
    return carried(request, case, form, hand_over_case, _("The case is handed over"))


@requires(can_assign_case, Case)
@posted
def assign(request: HttpRequest, case: Case) -> HttpResponse:
    form = AssignForm(request.POST, colleagues=_colleagues(case))
    return carried(request, case, form, assign_case, _("The case is assigned"))


@requires(can_open_correction, corrections)
@posted
def close(request: HttpRequest, correction: Correction) -> HttpResponse:
    close_correction(correction=correction, by=request.actor)
    messages.success(request, _("The point is closed"))
    return back(correction.case)


@requires(can_open_correction, corrections)
@posted
def drop(request: HttpRequest, correction: Correction) -> HttpResponse:
    drop_correction(correction=correction, by=request.actor)
    messages.success(request, _("The mark is taken back"))
    return back(correction.case)
