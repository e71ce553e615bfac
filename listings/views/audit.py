from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from listings.enums import AuditConclusion
from listings.forms.audit import ConclusionForm
from listings.lists.audit import AUDIT
from listings.permissions import can_audit_case, can_audit_listings
from listings.selectors.audit import audit_cases, next_case, queue_counts
from listings.services.audit import decide_achievement
from listings.views.audit_page import case_context
from tte.casework.models import Case
from tte.casework.services import claim_case, release_case
from tte.common.doors import requires
from tte.lists.presenting import render_list


@requires(can_audit_listings)
def queue(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    return render_list(
        request, AUDIT, "listings/audit/queue.html", lambda page: {"board": queue_counts(actor, page.as_of)}
    )


@requires(can_audit_listings)
@require_POST
def claim_next(request: HttpRequest) -> HttpResponse:
    """Take the most urgent case that nobody has and in which the auditor has no part."""
    case = next_case(request.actor)
    if case is None:
        messages.info(request, _("Nothing is waiting to be claimed"))
        return redirect("listings:audit_queue")
    claim_case(case=case, by=request.actor)
    return redirect("listings:audit_case", reference=case.reference)


@requires(can_audit_case, audit_cases)
def show(request: HttpRequest, case: Case) -> HttpResponse:
    return render(request, "listings/audit/case.html", case_context(request.actor, case, request.GET.get("part", "")))


@requires(can_audit_case, audit_cases)
@require_POST
def claim(request: HttpRequest, case: Case) -> HttpResponse:
    claim_case(case=case, by=request.actor)
    return redirect("listings:audit_case", reference=case.reference)


@requires(can_audit_case, audit_cases)
@require_POST
def release(request: HttpRequest, case: Case) -> HttpResponse:
    release_case(case=case, by=request.actor)
    return redirect("listings:audit_queue")


@requires(can_audit_case, audit_cases)
@require_POST
def decide(request: HttpRequest, case: Case) -> HttpResponse:
    form = ConclusionForm(request.POST, about=case.reference)
    if form.is_valid() and form.carry_out(decide_achievement, achievement=case.achievement, by=request.actor):
        messages.success(
            request, _("Concluded: %(what)s") % {"what": AuditConclusion(form.cleaned_data["conclusion"]).label}
        )
        return redirect("listings:audit_case", reference=case.reference)
    context = case_context(request.actor, case, "", form=form)
    return render(request, "listings/audit/case.html", context, status=422)
