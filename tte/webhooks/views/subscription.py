"""The webhooks of the acting organisation, for whoever manages them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tte.common.doors import posted, requires
from tte.webhooks.forms import SubscriptionForm
from tte.webhooks.models import SigningSecret, Subscription
from tte.webhooks.permissions import can_manage_webhook, can_manage_webhooks
from tte.webhooks.presenting import kind_groups
from tte.webhooks.selectors import subscriptions, subscriptions_of
from tte.webhooks.services.subscription import (
    change_subscription,
    end_subscription,
    pause_subscription,
    renew_secret,
    resume_subscription,
    subscribe,
)
from tte.webhooks.views.show_page import FRESH, show_page


@requires(can_manage_webhooks)
def index(request: HttpRequest) -> HttpResponse:
    found = subscriptions_of(request.actor.organisation)
    return render(request, "webhooks/index.html", {"rows": found})


@requires(can_manage_webhooks)
def new(request: HttpRequest) -> HttpResponse:
    form = SubscriptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(subscribe, by=request.actor):
        made = form.outcome
        _show_once(request, made.secrets.get())
        messages.success(request, _("The webhook is set up; events from now on are sent to it"))
        return redirect("webhooks:webhook", pk=made.pk)
    return _form_page(request, form, None)


@requires(can_manage_webhook, subscriptions)
def show(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    return show_page(request, subscription)


@requires(can_manage_webhook, subscriptions)
def change(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    given = {name: getattr(subscription, name) for name in ("name", "url", "sight", "kinds")}
    form = SubscriptionForm(request.POST or None, initial=given)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.carry_out(change_subscription, subscription=subscription, by=request.actor):
        messages.success(request, _("The webhook is changed"))
        return redirect("webhooks:webhook", pk=subscription.pk)
    return _form_page(request, form, subscription)


@requires(can_manage_webhook, subscriptions)
@posted
def pause(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    pause_subscription(subscription=subscription, by=request.actor)
    messages.success(request, _("The webhook is paused; what happens meanwhile is kept for it"))
    return redirect("webhooks:webhook", pk=subscription.pk)


@requires(can_manage_webhook, subscriptions)
@posted
def resume(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    resume_subscription(subscription=subscription, by=request.actor)
    messages.success(request, _("The webhook is resumed; what waited is sent first"))
    return redirect("webhooks:webhook", pk=subscription.pk)


@requires(can_manage_webhook, subscriptions)
@posted
def renew(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    _show_once(request, renew_secret(subscription=subscription, by=request.actor))
    return redirect("webhooks:webhook", pk=subscription.pk)


@requires(can_manage_webhook, subscriptions)
@posted
def end(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    end_subscription(subscription=subscription, by=request.actor)
    messages.success(request, _("The webhook is deleted"))
    return redirect("webhooks:webhooks")


def _show_once(request: HttpRequest, secret: SigningSecret) -> None:
    """The next page of this webhook shows the secret; the session holds only which one."""
    request.session[FRESH] = secret.pk


def _form_page(request: HttpRequest, form: SubscriptionForm, webhook: Subscription | None) -> HttpResponse:
    context = {"form": form, "webhook": webhook, "groups": kind_groups(form)}
    return render(request, "webhooks/form.html", context, status=422 if form.errors else 200)
