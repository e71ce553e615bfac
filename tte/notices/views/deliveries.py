"""The e-mails of the exchange, for its administrators: which arrived, which did not and why, and sending them again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.common.doors import posted, requires
from tte.common.paging import page_of
from tte.common.parts import Link
from tte.common.states import look_of
from tte.notices import selectors
from tte.notices.delivery import ATTEMPTS, send_again, send_all_again
from tte.notices.enums import DeliveryState
from tte.notices.models import Delivery
from tte.notices.permissions import can_manage_mail
from tte.notices.presenting import delivery_row


@requires(can_manage_mail)
def deliveries(request: HttpRequest) -> HttpResponse:
    """By state with counts; `q` finds a receiver."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:120]
    state = state if state in DeliveryState.values else ""
    page = page_of(request, selectors.deliveries(state, words))
    counts = selectors.delivery_counts()
    tabs = [Link(_("All"), "", count=sum(counts.values()), current=not state)]
    tabs += [
        Link(look_of("delivery", each).word, each, count=counts[each], current=each == state)
        for each in DeliveryState.values
    ]
    context = {
        "rows": [delivery_row(each) for each in page.rows],
        "page": page,
        "tabs": tabs,
        "state": state,
        "q": words,
        "failed": counts[DeliveryState.FAILED],
        "attempts": ATTEMPTS,
    }
    return render(request, "notices/deliveries.html", context)


@requires(can_manage_mail)
@posted
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery, pk=pk)
    send_again(delivery=delivery, by=request.actor)
    messages.success(request, _("It is sent again"))
    return redirect("notices:deliveries")


@requires(can_manage_mail)
@posted
def retry_failed(request: HttpRequest) -> HttpResponse:
    """Every failed one, a thousand at a time."""
    count = send_all_again(by=request.actor)
    said = ngettext("%(n)s e-mail is sent again", "%(n)s e-mails are sent again", count)
    messages.success(request, said % {"n": count})
    return redirect("notices:deliveries")
