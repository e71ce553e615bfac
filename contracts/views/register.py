"""The agency's register: what it has registered, by number and party."""

from django.http import HttpRequest, HttpResponse

from contracts.lists.register import REGISTER
from contracts.permissions import can_work_registry
from tte.common.doors import requires
from tte.lists.rendering import render_list


@requires(can_work_registry)
def index(request: HttpRequest) -> HttpResponse:
    """Newest first, page by page; `q` finds a number, a party or a title."""
    return render_list(request, REGISTER, "contracts/register/list.html")
