from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tte.accounts.middleware import act_through
from tte.accounts.permissions import is_signed_in
from tte.common.doors import posted, repeatable, requires
from tte.common.languages import spoken_language
from tte.common.paging import Order, page_of
from tte.common.parts import Link
from tte.notices import selectors
from tte.notices.addresses import undeliverable_of
from tte.notices.kinds import AREAS, areas, kinds_of
from tte.notices.models import Notice
from tte.notices.permissions import can_read_notice
from tte.notices.presenting import notice_row
from tte.notices.services import mark_all_read, mark_read

NEWEST = Order("owed_at")


@requires(is_signed_in)
def inbox(request: HttpRequest) -> HttpResponse:
    """What the exchange has told me, newest first; `area` and `unread` narrow it."""
    area, only_unread = request.GET.get("area", ""), request.GET.get("show") == "unread"
    kinds = [kind.code for kind in kinds_of(AREAS[area])] if area in AREAS else None
    page = page_of(request, selectors.inbox(request.user, kinds=kinds, unread=only_unread), NEWEST)
    context = {
        "rows": [notice_row(notice, spoken_language(), request.actor) for notice in page.rows],
        "page": page,
        "unread": selectors.unread_count(request.user),
        "only_unread": only_unread,
        "areas": [Link(each.name, each.code, current=each.code == area) for each in areas()],
        "filtered": kinds is not None or only_unread,
        "undeliverable": undeliverable_of(request.user),
    }
    return render(request, "notices/inbox.html", context)


@requires(can_read_notice, rows=Notice)
@repeatable
def land(request: HttpRequest, notice: Notice) -> HttpResponse:
    """To the act a notice speaks of; whoever comes this way has read it.

    One that was told to a member of another organisation than the acting one asks first, and only a POST switches.
    """
    membership = notice.membership
    if membership and membership != request.actor.membership and "as_is" not in request.GET:
        switched = request.method == "POST" and act_through(request, membership.pk)
        if not switched:
            return render(request, "notices/land.html", {"row": notice_row(notice, spoken_language(), request.actor)})
    mark_read(notice=notice, by=request.actor)
    return redirect(notice.url)


@requires(can_read_notice, rows=Notice)
@posted
def read(request: HttpRequest, notice: Notice) -> HttpResponse:
    mark_read(notice=notice, by=request.actor)
    return redirect("notices:inbox")


@requires(is_signed_in)
@posted
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(by=request.actor)
    return redirect("notices:inbox")
