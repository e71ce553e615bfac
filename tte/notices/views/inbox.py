from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from tte.accounts.permissions import is_signed_in
from tte.common.doors import requires
from tte.notices import selectors
from tte.notices.models import Notice
from tte.notices.permissions import can_read_notice
from tte.notices.presenting import notice_row
from tte.notices.services import mark_all_read, mark_read

PAGE = 30


@requires(is_signed_in)
def inbox(request: HttpRequest) -> HttpResponse:
    """What the exchange has told me, newest first."""
    before = request.GET.get("before", "")
    notices = list(selectors.inbox(request.user, before=int(before) if before.isdecimal() else None)[: PAGE + 1])
    rows = [notice_row(notice, get_language()) for notice in notices[:PAGE]]
    older = rows[-1].pk if len(notices) > PAGE else None
    context = {"rows": rows, "older": older, "unread": selectors.unread_count(request.user)}
    return render(request, "notices/inbox.html", context)


@requires(can_read_notice, rows=Notice)
@require_POST
def read(request: HttpRequest, notice: Notice) -> HttpResponse:
    mark_read(notice=notice, by=request.actor)
    return redirect("notices:inbox")


@requires(is_signed_in)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(by=request.actor)
    return redirect("notices:inbox")
