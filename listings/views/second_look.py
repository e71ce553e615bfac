"""Second looks at past audits: the matter alone, without what was concluded, by whom, and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.forms.audit import SecondLookForm
from listings.permissions.audit import can_audit_listings, can_see_second_look
from listings.presenting.audit import second_look_context
from listings.selectors.second_look import second_looks, waiting_second_looks
from listings.services.audit import conclude_again
from tte.casework.models import Reaudit
from tte.casework.selectors.checklist import lines_of
from tte.common.doors import posted, requires
from tte.common.paging import page_of


@requires(can_audit_listings)
def index(request: HttpRequest) -> HttpResponse:
    page = page_of(request, waiting_second_looks(request.actor))
    return render(request, "listings/audit/second_looks.html", {"page": page, "rows": page.rows})


@requires(can_see_second_look, second_looks)
def show(request: HttpRequest, look: Reaudit) -> HttpResponse:
    return render(request, "listings/audit/second_look.html", second_look_context(request.actor, look))


@requires(can_see_second_look, second_looks)
@posted
def decide(request: HttpRequest, look: Reaudit) -> HttpResponse:
    form = SecondLookForm(request.POST, about=look.case.reference, lines=lines_of(look.case))
    if form.is_valid() and form.carry_out(conclude_again, reaudit=look, by=request.actor):
        messages.success(request, _("The second look is concluded"))
        return redirect("listings:second_looks")
    context = second_look_context(request.actor, look, form=form)
    return render(request, "listings/audit/second_look.html", context, status=422)
