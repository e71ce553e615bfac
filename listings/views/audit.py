from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.enums import AuditConclusion
from listings.forms.audit import AuditForm
from listings.lists.audit import AUDIT
from listings.permissions.audit import can_audit_case, can_audit_listings, can_see_audits, can_see_case
from listings.presenting.audit import case_context
from listings.selectors.audit import audit_cases, queue_counts
from listings.services.audit import decide_achievement
from tte.casework.models import Case
from tte.casework.permissions import can_read_case, looks_again
from tte.casework.selectors.checklist import lines_of
from tte.common.doors import posted, requires
from tte.lists.rendering import render_list


@requires(can_see_audits)
def queue(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    return render_list(
        request,
        AUDIT,
        "listings/audit/queue.html",
        lambda page: {"board": queue_counts(actor, page.as_of), "may_claim": can_audit_listings(actor)},
    )


@requires(can_see_case, audit_cases)
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """The case, unless an interest of the reader is touched: then only that it exists (R8-31)."""
    if not can_read_case(request.actor, case):
        return _closed(request, case)
    return render(request, "listings/audit/case.html", case_context(request, case))


def _closed(request: HttpRequest, case: Case) -> HttpResponse:
    context = {"case": case, "looks_again": looks_again(request.actor.user, case)}
    return render(request, "listings/audit/closed.html", context, status=403)


@requires(can_audit_case, audit_cases)
@posted
def decide(request: HttpRequest, case: Case) -> HttpResponse:
    form = AuditForm(request.POST, about=case.reference, lines=lines_of(case))
    if form.is_valid() and form.carry_out(decide_achievement, achievement=case.achievement, by=request.actor):
        said = AuditConclusion(form.cleaned_data["conclusion"]).label
        messages.success(request, _("Concluded: %(what)s") % {"what": said})
        return redirect("listings:audit_case", reference=case.reference)
    if not can_read_case(request.actor, case):
        return _closed(request, case)
    return render(request, "listings/audit/case.html", case_context(request, case, form=form), status=422)
