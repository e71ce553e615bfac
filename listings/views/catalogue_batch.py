"""Imports of achievements on the auditors' desk: one case a file, one conclusion for all its records."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.enums import BatchConclusion
from listings.forms.secrecy import SecrecyPaperForm
from listings.models import CatalogueBatch
from listings.permissions.audit import can_audit_listings
from listings.permissions.catalogue import (
    can_attach_batch_paper,
    can_audit_batch,
    can_check_batch_again,
    can_see_batch,
)
from listings.presenting.catalogue_batch import batch_context, conclusion_form
from listings.selectors.catalogue import batch_queue, batches, decided_batches
from listings.services.batch_check import check_batch_again
from listings.services.catalogue import decide_batch
from listings.services.file_reading import log_reading
from listings.services.secrecy import keep_batch_paper
from tte.casework.selectors.checklist import lines_of
from tte.common.clock import now
from tte.common.doors import posted, requires
from tte.files.serving import serve


@requires(can_audit_listings)
def queue(request: HttpRequest) -> HttpResponse:
    context = {"rows": batch_queue(request.actor), "decided": decided_batches(request.actor), "as_of": now()}
    return render(request, "listings/catalogue/queue.html", context)


@requires(can_see_batch, batches)
def show(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    """`HX-Request` asks, while the checks run, how far they are; when they have ended the page is loaded anew."""
    context = batch_context(request.actor, batch, request.GET)
    if not request.headers.get("HX-Request"):
        return render(request, "listings/catalogue/batch.html", context)
    if context["checks"] is None or context["checks"].work is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "listings/catalogue/checks.html", context)


@requires(can_see_batch, batches)
def paper(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    """The document of the secrecy review of all its rows."""
    found = batch.secrecy.paper
    if found is None:
        raise Http404
    log_reading(file=found, matter=batch, by=request.actor)
    return serve(found)


@requires(can_attach_batch_paper, batches)
@posted
def attach(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    form = SecrecyPaperForm(request.POST, request.FILES)
    if form.is_valid() and form.carry_out(keep_batch_paper, batch=batch, by=request.actor):
        messages.success(request, _("The document of the secrecy review is attached"))
        return redirect("listings:catalogue_batch", code=batch.code)
    context = batch_context(request.actor, batch, request.GET, form)
    return render(request, "listings/catalogue/batch.html", context, status=422)


@requires(can_check_batch_again, batches)
@posted
def check_again(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    """Have the automatic checks run once more over all its records."""
    check_batch_again(batch=batch, by=request.actor)
    messages.success(request, _("The checks run again over all records"))
    return redirect("listings:catalogue_batch", code=batch.code)


@requires(can_audit_batch, batches)
@posted
def decide(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    form = conclusion_form(batch, request.POST, lines=lines_of(batch.case))
    if form.is_valid() and form.carry_out(decide_batch, batch=batch, by=request.actor):
        messages.success(
            request, _("Concluded: %(what)s") % {"what": BatchConclusion(form.cleaned_data["conclusion"]).label}
        )
        return redirect("listings:catalogue_batch", code=batch.code)
    context = batch_context(request.actor, batch, request.GET, form)
    return render(request, "listings/catalogue/batch.html", context, status=422)
