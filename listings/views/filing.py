from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.forms.filing import FilingForm
from listings.models import Achievement
from listings.permissions.supply import can_record_filing
from listings.presenting.filing import filing_context
from listings.selectors.achievement import achievements
from listings.services.filing import record_filing
from tte.common.doors import requires
from tte.common.sent import sent


@requires(can_record_filing, achievements)
def filing(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """The filing of an approval with the finance ministry, entered after the record was closed (R3-07)."""
    form = FilingForm(sent(request), achievement=achievement)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(record_filing, achievement=achievement, by=request.actor):
            messages.success(request, _("The filing is recorded"))
            return redirect("listings:filing", code=achievement.code)
        achievement.refresh_from_db()
    context = filing_context(request.actor, achievement) | {"form": form}
    return render(request, "listings/achievement/filing.html", context, status=422 if form.errors else 200)
