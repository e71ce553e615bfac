"""The agency's register: what it has registered, by number and party."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contracts.permissions import can_work_registry
from contracts.selectors.register import register_of, register_rows
from listings.views.paging import page_of
from tte.common.doors import requires


@requires(can_work_registry)
def index(request: HttpRequest) -> HttpResponse:
    """Newest first, page by page; `q` finds a number, a party or a title."""
    words = request.GET.get("q", "").strip()
    page = page_of(request, register_of(request.actor.organisation, words))
    context = {"rows": register_rows(page.rows), "following": page.following, "q": words}
    return render(request, "contracts/register/list.html", context)
