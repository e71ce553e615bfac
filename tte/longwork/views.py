from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tte.accounts.permissions import is_signed_in
from tte.common.clock import now
from tte.common.doors import posted, requires
from tte.common.paging import page_of
from tte.longwork import services
from tte.longwork.models import Work
from tte.longwork.permissions import can_cancel_work, can_fetch_result, can_retry_work, can_view_work
from tte.longwork.presenting import work_row
from tte.longwork.selectors import all_works, works_of
from tte.longwork.serving import result_of


@requires(is_signed_in)
def works(request: HttpRequest) -> HttpResponse:
    """What I asked for, newest first: found again after leaving."""
    page, at = page_of(request, works_of(request.actor)), now()
    return render(request, "longwork/list.html", {"rows": [work_row(each, at) for each in page.rows], "page": page})


@requires(can_view_work, all_works)
def show(request: HttpRequest, work: Work) -> HttpResponse:
    """How far it is, how long still, what came of it. The part that changes is asked for again by itself."""
    context = {
        "row": work_row(work, now()),
        "may_cancel": can_cancel_work(request.actor, work),
        "may_retry": can_retry_work(request.actor, work),
        "may_fetch": can_fetch_result(request.actor, work),
    }
    fragment = request.headers.get("HX-Request")
    return render(request, "longwork/state.html" if fragment else "longwork/show.html", context)


@requires(can_cancel_work, all_works)
@posted
def cancel(request: HttpRequest, work: Work) -> HttpResponse:
    services.cancel_work(work=work, by=request.actor)
    messages.info(request, _("It stops at the end of its present step; what is done stays."))
    return redirect("longwork:job", pk=work.pk)


@requires(can_retry_work, all_works)
@posted
def retry(request: HttpRequest, work: Work) -> HttpResponse:
    services.retry_work(work=work, by=request.actor)
    return redirect("longwork:job", pk=work.pk)


@requires(can_fetch_result, all_works)
def result(request: HttpRequest, work: Work) -> HttpResponse:
    """The file that came of it, as long as it is kept."""
    return result_of(work)
