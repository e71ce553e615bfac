"""The page of one webhook: what it is, its secret where it is new, and what was sent."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tte.common.paging import page_of
from tte.common.parts import Link
from tte.common.states import look_of
from tte.webhooks.enums import DispatchState
from tte.webhooks.forms import ReplayForm
from tte.webhooks.lifecycles import SUBSCRIPTION
from tte.webhooks.models import Subscription
from tte.webhooks.presenting import chosen_kinds, dispatch_row
from tte.webhooks.selectors import dispatch_counts, dispatches_of, signing_secrets
from tte.webhooks.signing import secret_text

FRESH = "webhook_secret"


def show_page(request: HttpRequest, subscription: Subscription, form: ReplayForm | None = None) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in DispatchState.values else ""
    page = page_of(request, dispatches_of(subscription, state))
    context = {
        "webhook": subscription,
        "fresh": _fresh_secret(request, subscription),
        "secrets": signing_secrets(subscription),
        "kinds": chosen_kinds(subscription),
        "may_pause": SUBSCRIPTION.allows("pause", subscription.state),
        "may_resume": SUBSCRIPTION.allows("resume", subscription.state),
        "rows": [dispatch_row(each) for each in page.rows],
        "page": page,
        "tabs": _tabs(subscription, state),
        "state": state,
        "form": form or ReplayForm(),
        "days": settings.TTE_WEBHOOK_DAYS,
    }
    return render(request, "webhooks/show.html", context, status=422 if form and form.errors else 200)


def _tabs(subscription: Subscription, state: str) -> list[Link]:
    counts = dispatch_counts(subscription)
    tabs = [Link(_("All"), "", count=sum(counts.values()), current=not state)]
    named = [(each, look_of("dispatch", each).word) for each in DispatchState.values]
    return tabs + [Link(word, each, count=counts[each], current=each == state) for each, word in named]


def _fresh_secret(request: HttpRequest, subscription: Subscription) -> str:
    """The secret that was made just now, once."""
    if FRESH not in request.session:
        return ""
    secret = subscription.secrets.filter(pk=request.session[FRESH]).first()
    if secret is None:
        return ""
    del request.session[FRESH]
    return secret_text(secret)
