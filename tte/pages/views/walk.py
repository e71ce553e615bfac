from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.doors import public
from tte.pages.presenting.walk import steps


@public
def walk(request: HttpRequest) -> HttpResponse:
    """One visitor through every role: the whole chain in ten minutes. The sign-in buttons exist in the demo only."""
    return render(request, "pages/walk.html", {"steps": steps(), "demo": settings.TTE_ROLE_BUTTONS})
