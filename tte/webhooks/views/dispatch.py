"""Sending a test, and sending again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.codelists.calendar import end_of_day, start_of_day
from tte.common.doors import posted, requires
from tte.webhooks.forms import ReplayForm
from tte.webhooks.models import Dispatch, Subscription
from tte.webhooks.permissions import can_manage_webhook, can_replay_dispatch
from tte.webhooks.selectors import dispatches, subscriptions
from tte.webhooks.services.dispatch import replay, replay_range, send_test
from tte.webhooks.views.show_page import show_page


@requires(can_manage_webhook, subscriptions)
@posted
def test(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    send_test(subscription=subscription, by=request.actor)
    messages.success(request, _("A test is on its way; its result appears below"))
    return redirect("webhooks:webhook", pk=subscription.pk)


@requires(can_replay_dispatch, dispatches)
@posted
def again(request: HttpRequest, dispatch: Dispatch) -> HttpResponse:
    replay(dispatch=dispatch, by=request.actor)
    messages.success(request, _("It is sent again under the same id"))
    return redirect("webhooks:webhook", pk=dispatch.subscription_id)


@requires(can_manage_webhook, subscriptions)
@posted
def again_range(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    form = ReplayForm(request.POST)
    if not form.is_valid():
        return show_page(request, subscription, form)
    given = form.cleaned_data
    count = replay_range(
        subscription=subscription,
        begins=start_of_day(given["from_on"]),
        ends=end_of_day(given["until_on"]),
        only_unsent=given["only_unsent"],
        by=request.actor,
    )
    said = ngettext("%(n)s delivery is sent again", "%(n)s deliveries are sent again", count)
    messages.success(request, said % {"n": count})
    return redirect("webhooks:webhook", pk=subscription.pk)
