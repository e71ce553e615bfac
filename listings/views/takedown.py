"""Taking down what must not be public, its evidence, and the decision that it may be shown again (R8-03)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from listings.evidence.archive import served_archive
from listings.forms.takedown import FindForm, ReinstatementForm, TakedownAnswerForm, TakedownForm
from listings.models import Achievement, Takedown
from listings.permissions.takedown import can_keep_takedown, can_keep_takedowns, can_take_down
from listings.presenting.takedown import act_context, evidence_context, open_codes, register_rows
from listings.selectors.achievement import achievements
from listings.selectors.kin import kindred
from listings.selectors.takedown import achievement_called, takedowns, takedowns_of
from listings.services.takedown import reinstate, take_down
from listings.services.takedown_word import answer_about_takedown
from tte.common.doors import posted, requires
from tte.common.paging import page_of
from tte.common.sent import sent
from tte.drafts.forms import recall

BESIDE: dict[str, Any] = {"auto_id": "id_reinstate_%s"}  # the page has another form with a text


@requires(can_keep_takedowns)
def index(request: HttpRequest) -> HttpResponse:
    """The register of the office, and the way to what is to be taken down by its number."""
    form = FindForm(request.GET or None)
    found = achievement_called(form.cleaned_data["code"]) if form.is_bound and form.is_valid() else None
    if found is not None and can_take_down(request.actor, found):
        return redirect("listings:take_down", code=found.code)
    if form.is_bound and form.is_valid():
        form.add_error("code", _("Nothing of this number is with your exchange, or it is taken down already"))
    page = page_of(request, takedowns_of(request.actor.organisation))
    context = {"form": form, "rows": register_rows(page.rows), "page": page}
    return render(request, "listings/takedown/index.html", context)


@requires(can_take_down, achievements)
def act(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """The act: what it does is said before, and it is confirmed with its reason."""
    by = request.actor
    kin = kindred(achievement, by=by)
    form = TakedownForm(sent(request), about=achievement.code, along=open_codes(kin))
    if request.method == "POST" and form.is_valid() and form.carry_out(take_down, achievement=achievement, by=by):
        return redirect("listings:takedown", code=form.outcome.code)
    recall(by, form)
    return render(
        request, "listings/takedown/act.html", act_context(achievement, form, kin), status=422 if form.errors else 200
    )


@requires(can_keep_takedown, takedowns)
def show(request: HttpRequest, takedown: Takedown) -> HttpResponse:
    """The evidence, and the decision to show it again."""
    context = evidence_context(takedown, reinstatement_form(request, takedown), answer_form(request, takedown))
    return render(request, "listings/takedown/show.html", context)


def reinstatement_form(request: HttpRequest, takedown: Takedown) -> ReinstatementForm:
    form = ReinstatementForm(about=takedown.code, **BESIDE)
    recall(request.actor, form)
    return form


def answer_form(request: HttpRequest, takedown: Takedown) -> TakedownAnswerForm:
    """Empty, or with what was typed into it before."""
    form = TakedownAnswerForm(about=takedown.code)
    recall(request.actor, form)
    return form


@requires(can_keep_takedown, takedowns)
@posted
def undo(request: HttpRequest, takedown: Takedown) -> HttpResponse:
    form = ReinstatementForm(request.POST, about=takedown.code, **BESIDE)
    if form.is_valid() and form.carry_out(reinstate, takedown=takedown, by=request.actor):
        return redirect("listings:takedown", code=takedown.code)
    recall(request.actor, form)
    context = evidence_context(takedown, form, answer_form(request, takedown))
    return render(request, "listings/takedown/show.html", context, status=422)


@requires(can_keep_takedown, takedowns)
@posted
def answer(request: HttpRequest, takedown: Takedown) -> HttpResponse:
    """A word to the holder; the decision is another act."""
    form = TakedownAnswerForm(request.POST, about=takedown.code)
    if form.is_valid() and form.carry_out(answer_about_takedown, takedown=takedown, by=request.actor):
        return redirect("listings:takedown", code=takedown.code)
    recall(request.actor, form)
    context = evidence_context(takedown, reinstatement_form(request, takedown), form)
    return render(request, "listings/takedown/show.html", context, status=422)


@requires(can_keep_takedown, takedowns)
@require_GET
def evidence(request: HttpRequest, takedown: Takedown) -> HttpResponseBase:
    """The evidence as one file; each taking is written down."""
    return served_archive(takedown=takedown, by=request.actor)
