"""Imports of achievements on the auditors' desk: one case a file, one conclusion for all its records."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from listings.enums import BatchConclusion
from listings.forms.catalogue import BatchConclusionForm
from listings.models import CatalogueBatch
from listings.permissions import can_audit_batch, can_audit_listings, can_see_batch
from listings.selectors.catalogue import batch_queue, batches, decided_batches
from listings.services.catalogue import decide_batch
from listings.views.catalogue_batch_page import batch_context
from tte.casework.selectors.checklist import lines_of
from tte.casework.services import claim_case, release_case
from tte.common.clock import now
from tte.common.doors import requires


@requires(can_audit_listings)
def queue(request: HttpRequest) -> HttpResponse:
    context = {"rows": batch_queue(request.actor), "decided": decided_batches(request.actor), "as_of": now()}
    return render(request, "listings/catalogue/queue.html", context)


@requires(can_see_batch, batches)
def show(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    return render(request, "listings/catalogue/batch.html", batch_context(request.actor, batch))


@requires(can_audit_batch, batches)
@require_POST
def claim(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    claim_case(case=batch.case, by=request.actor)
    return redirect("listings:catalogue_batch", code=batch.code)


@requires(can_audit_batch, batches)
@require_POST
def release(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    release_case(case=batch.case, by=request.actor)
    return redirect("listings:catalogue_queue")


@requires(can_audit_batch, batches)
@require_POST
def decide(request: HttpRequest, batch: CatalogueBatch) -> HttpResponse:
    form = BatchConclusionForm(request.POST, about=batch.code, lines=lines_of(batch.case))
    if form.is_valid() and form.carry_out(decide_batch, batch=batch, by=request.actor):
        messages.success(
            request, _("Concluded: %(what)s") % {"what": BatchConclusion(form.cleaned_data["conclusion"]).label}
        )
        return redirect("listings:catalogue_batch", code=batch.code)
    context = batch_context(request.actor, batch, form)
    return render(request, "listings/catalogue/batch.html", context, status=422)
