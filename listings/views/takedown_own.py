"""What its holder reads of a takedown: how it stands, what it means, and what may be done about it (R8-03)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.enums import LEGAL_REASONS, TakedownState
from listings.forms.takedown import TakedownWordForm
from listings.models import Listing, Takedown
from listings.permissions.takedown import can_follow_takedown, can_follow_takedowns
from listings.selectors.takedown import own_takedowns, takedowns, words_of
from listings.services.takedown_word import write_about_takedown
from listings.views.takedown_page import register_rows
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
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


def status_context(takedown: Takedown, form: TakedownWordForm) -> dict[str, Any]:
    """Numbers, moments and reasons; nothing of what was taken down, and nothing of what the exchange goes by."""
    listings = Listing._base_manager.filter(achievement=takedown.achievement_id)
    return {
        "takedown": takedown,
        "reason": label(CodeList.TAKEDOWN_REASON, takedown.reason_code),
        "shown_again": label(CodeList.REINSTATEMENT_REASON, takedown.reinstatement_code),
        "is_standing": takedown.state == TakedownState.STANDING,
        "by_law": takedown.reason_code in LEGAL_REASONS,
        "listings": listings.order_by("pk").values_list("code", flat=True),
        "words": words_of(takedown),
        "form": form,
    }
