from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listings.permissions.audit import can_check_again
from listings.selectors.audit import audit_cases
from listings.services.check import check_again
from tte.casework.models import Case
from tte.common.doors import posted, requires


@requires(can_check_again, audit_cases)
@posted
def again(request: HttpRequest, case: Case) -> HttpResponse:
    """Have the automatic checks run once more."""
    check_again(case=case, by=request.actor)
    messages.success(request, _("The checks run again; reload the page in a moment"))
    return redirect("listings:audit_case", reference=case.reference)
