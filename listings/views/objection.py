"""Objections: written by anybody, followed by a private link, worked on by the exchange."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.forms.objection import PapersForm
from listings.models import Listing, Objection, ObjectionFile
from listings.permissions.audit import can_audit_listings
from listings.permissions.objection import (
    can_examine_objection,
    can_follow_objection,
    can_object,
    can_open_proof,
    can_see_objection,
)
from listings.presenting.objection import (
    asking_form,
    case_context,
    conclusion_form,
    form_context,
    objection_form,
    own_context,
    queue_rows,
)
from listings.selectors.listing import listings
from listings.selectors.objection import objection_against, objections, objections_of_office, proofs
from listings.services.file_reading import log_reading
from listings.services.objection import conclude_objection, settle_withdrawn, withdraw_objection
from listings.services.objection_lodging import confirm_objection, lodge_objection
from listings.services.objection_paper import add_papers, ask_papers
from tte.casework.services import claim_case, release_case
from tte.common.clock import now
from tte.common.doors import requires
from tte.common.forms import ActionForm
from tte.common.paging import page_of
from tte.common.sent import sent
from tte.drafts.typists import typist_of
from tte.files.serving import serve

DONE = {
    "conclude": gettext_lazy("Concluded; everybody whom it touches is told"),
    "ask_papers": gettext_lazy("Asked; a letter with the private link is on its way"),
}


@requires(can_object, listings)
def lodge(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The form for anybody; a visitor is led on to a page that says to confirm the address by the link mailed."""
    actor = request.actor
    if actor is None and request.method == "GET" and "sent" in request.GET:
        return render(request, "listings/objection/sent.html", {"listing": listing})
    ground = (request.POST or request.GET).get("ground", "")
    typist = typist_of(request)
    form = objection_form(request, listing, typist, ground)
    if request.method == "POST" and form.is_valid():
        sender = salted_hmac("listings.objection", get_adapter(request).get_client_ip(request)).hexdigest()
        if form.carry_out(lodge_objection, listing=listing, sender=sender, by=actor):
            own = redirect("listings:objection", token=form.outcome.token)
            return own if actor else redirect(f"{request.path}?sent")
    context = form_context(typist, listing, form, objection_against(listing, now(), ground))
    response = render(request, "listings/objection/new.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


@requires(can_follow_objection, objections)
def objection(request: HttpRequest, objection: Objection) -> HttpResponse:
    """Where it stands, for whoever has the private link: confirm it, withdraw it, read the reasons."""
    acts = {"confirm": confirm_objection, "withdraw": withdraw_objection, "papers": add_papers}
    is_papers = request.POST.get("act") == "papers"
    form = PapersForm(sent(request), request.FILES or None) if is_papers else ActionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        service = acts.get(request.POST.get("act", ""))
        if service is None:
            raise PermissionDenied
        if form.carry_out(service, objection=objection, by=request.actor):
            if is_papers:
                messages.success(request, _("The documents are with the exchange"))
            return redirect("listings:objection", token=objection.token)
        objection.refresh_from_db()
    context = own_context(objection, form)
    response = render(request, "listings/objection/show.html", context, status=422 if form.errors else 200)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "same-origin", "noindex"
    return response


@requires(can_audit_listings)
def queue(request: HttpRequest) -> HttpResponse:
    """What the office has to answer, the earliest due first."""
    page = page_of(request, objections_of_office(request.actor))
    context = {"rows": queue_rows(page.rows, request.actor, now()), "page": page, "as_of": now()}
    return render(request, "listings/objection/queue.html", context)


@requires(can_see_objection, objections)
def case(request: HttpRequest, objection: Objection) -> HttpResponse:
    """One objection with its papers, and the act that is open; to whom it touches only that it exists (R8-31)."""
    if not can_examine_objection(request.actor, objection):
        return render(request, "listings/objection/closed.html", {"objection": objection}, status=403)
    act = request.POST.get("act", "")
    form = _form(act, request, objection)
    if request.method == "POST" and form.is_valid() and _carry_out(act, request, objection, form):
        if act in DONE:
            messages.success(request, DONE[act])
        return redirect("listings:objection_case", code=objection.code)
    context = case_context(request.actor, objection, now(), sent_form=form)
    return render(request, "listings/objection/case.html", context, status=422 if form.errors else 200)


def _form(act: str, request: HttpRequest, objection: Objection) -> ActionForm:
    if act == "conclude":
        return conclusion_form(objection, sent(request))
    if act == "ask_papers":
        return asking_form(objection, sent(request))
    return ActionForm(sent(request))


def _carry_out(act: str, request: HttpRequest, objection: Objection, form: ActionForm) -> bool:
    by = request.actor
    if act == "claim":
        return form.carry_out(claim_case, case=objection.case, by=by)
    if act == "release":
        return form.carry_out(release_case, case=objection.case, by=by)
    if act == "settle":
        return form.carry_out(settle_withdrawn, objection=objection, by=by)
    if act == "ask_papers":
        return form.carry_out(ask_papers, objection=objection, by=by)
    if act == "conclude":
        return form.carry_out(conclude_objection, objection=objection, by=by)
    raise PermissionDenied


@requires(can_open_proof, proofs)
def proof(request: HttpRequest, proof: ObjectionFile) -> HttpResponse:
    log_reading(file=proof.file, matter=proof.objection, by=request.actor)
    return serve(proof.file)
