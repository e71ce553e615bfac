"""The doors of typing: keep it, ask how it stands, choose between two versions, let go of it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tte.accounts.permissions import is_signed_in
from tte.common.doors import asks_for_data, posted, public, requires, to_sign_in
from tte.common.errors import DomainError
from tte.drafts.forms import KEPT, KeptForm
from tte.drafts.limits import NotCounted, TooOften, count_save
from tte.drafts.models import Draft
from tte.drafts.presenting import Versions, put_together, versions_of
from tte.drafts.selectors import drafts_of
from tte.drafts.services import (
    CarriedOut,
    TypedElsewhere,
    discard_typing,
    own_typing,
    settle_versions,
)
from tte.drafts.taking import Owned, keep_sent, owned_by_sender
from tte.drafts.typists import Visitor
from tte.drafts.values import TooMuchTyped
from tte.drafts.wording import saved_words

STATUS = {TooMuchTyped: 413, TooOften: 429, NotCounted: 503, CarriedOut: 410}


def _of_ticket(view: Callable[[HttpRequest, Owned], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A door for whose ticket it is: this person, if the membership still runs, or a visitor; else nothing is there.

    A visitor who brings a person's is told that the session has ended.
    """

    @wraps(view)
    def found_first(request: HttpRequest) -> HttpResponse:
        found = owned_by_sender(request, request.POST.get("kept") or request.GET.get("kept", ""))
        if found is None and request.actor is None:
            return to_sign_in(request)
        if found is None:
            raise Http404
        return view(request, found)

    return found_first


def _compare_url(ticket: str) -> str:
    return f"{reverse('drafts:compare')}?{urlencode({'kept': ticket})}"


@public
@posted
@never_cache
@_of_ticket
def keep(request: HttpRequest, found: Owned) -> HttpResponse:
    """Keep what is typed. A script is told how it stands; without one the person comes back to the page."""
    text = request.POST["kept"]
    try:
        count_save(found.by)
        kept = keep_sent(found, request.POST)
    except DomainError as refusal:
        return _refused(request, found, refusal)
    if asks_for_data(request):
        if kept.stands:
            return JsonResponse({"version": kept.draft.version, "says": saved_words(kept.draft)})
        return JsonResponse({"compare": _compare_url(text)}, status=409)
    if not kept.stands:
        return redirect(_compare_url(text))
    messages.success(request, saved_words(kept.draft))
    return redirect(found.ticket.page or "pages:desk")


def _refused(request: HttpRequest, found: Owned, refusal: DomainError) -> HttpResponse:
    status = STATUS.get(type(refusal), 409)
    if asks_for_data(request):
        return JsonResponse({"code": refusal.code, "says": str(refusal)}, status=status)
    messages.error(request, str(refusal))
    return redirect(found.ticket.page or "pages:desk")


@public
@require_GET
@never_cache
@_of_ticket
def state(request: HttpRequest, found: Owned) -> HttpResponse:
    """How the typing stands, and a token of the present session for the forms of a window that outlived its own."""
    draft = drafts_of(found.by).filter(form=found.ticket.form, about=found.ticket.about).first()
    return JsonResponse({"csrf": get_token(request), "version": draft.version if draft else 0})


@public
@never_cache
@_of_ticket
def compare(request: HttpRequest, found: Owned) -> HttpResponse:
    """Two windows typed in one form: what each holds, and the choice; the form itself where nothing is kept."""
    text = request.POST.get("kept") or request.GET["kept"]
    draft = drafts_of(found.by).filter(form=found.ticket.form, about=found.ticket.about).first()
    if draft is None:
        return redirect(found.ticket.page or "pages:desk")
    form = KEPT[found.ticket.form]
    versions, refusal = versions_of(draft, form), None
    if request.method == "POST" and versions is not None:
        refusal = _settle(request, draft, versions, found)
        draft.refresh_from_db()
        versions = versions_of(draft, form)
    if versions is None:
        return redirect(draft.page or "pages:desk")
    context = {"versions": versions, "version": draft.version, "ticket": text, "refusal": refusal}
    context["frame"] = "desk.html" if request.actor else "base.html"
    return render(request, "drafts/compare.html", context, status=422 if refusal else 200)


def _settle(request: HttpRequest, draft: Draft, versions: Versions, found: Owned) -> TypedElsewhere | None:
    """Keep the version that was chosen, or of each field the one that was chosen."""
    whole = request.POST.get("whole")
    picked = [row.name for row in versions.rows if "aside" in (whole, request.POST.get(f"pick_{row.name}"))]
    values, seen = put_together(draft, draft.aside[versions.tab], [] if whole == "standing" else picked)
    base = request.POST.get("version", "")
    tab = request.POST.get("tab", "")
    try:
        settle_versions(
            draft=draft, base=int(base) if base.isdecimal() else 0, tab=tab, values=values, seen=seen, by=found.by
        )
    except TypedElsewhere as refusal:
        return refusal
    messages.success(request, _("Your choice is in the form"))
    return None


@public
@posted
@_of_ticket
def discard(request: HttpRequest, found: Owned) -> HttpResponse:
    tab = KeptForm.window_in(request.POST)[0]
    discard_typing(form=found.ticket.form, about=found.ticket.about, tab=tab, by=found.by)
    messages.success(request, _("What you had typed is discarded"))
    return redirect(found.ticket.page or "pages:desk")


@public
@posted
@_of_ticket
def own(request: HttpRequest, found: Owned) -> HttpResponse:
    """What was typed a while ago in this browser is the visitor's own; a person's is never asked for."""
    if isinstance(found.by, Visitor):
        own_typing(form=found.ticket.form, about=found.ticket.about, by=found.by)
    return redirect(found.ticket.page or "pages:desk")


@requires(is_signed_in)
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Where signing in again in a second window ends: the first one goes on."""
    return render(request, "drafts/back.html")
