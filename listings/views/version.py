from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.models import Achievement
from listings.permissions.supply import can_read_versions
from listings.presenting.version import comparison_context
from listings.selectors.achievement import achievements
from tte.common.doors import requires


@requires(can_read_versions, achievements)
def compare(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """Any two of the versions that were handed in, field by field; for its author, its unit and the auditors."""
    context = comparison_context(achievement, request.GET.get("first", ""), request.GET.get("second", ""))
    return render(request, "listings/achievement/versions.html", context)
