"""What an organisation is told about its webhooks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tte.accounts.roles import Permission
from tte.accounts.selectors.people import people_with
from tte.notices.kinds import notice_area, notice_kind
from tte.notices.services import notify
from tte.webhooks.models import Subscription

PROGRAMS = notice_area("programs", _("Programs that are connected"), place=9)

WEBHOOK_STOPPED = notice_kind(
    "webhooks.stopped",
    area=PROGRAMS,
    name=_("Webhook stopped"),
    title=_("The webhook %(name)s was stopped"),
    sentences=(
        _("Its receiver did not take %(failures)s attempts in a row. What happens meanwhile is kept for it."),
        _("Repair the receiver, send a test, then resume the webhook."),
    ),
    duty=True,
)


def tell_stopped(subscription: Subscription) -> None:
    """Owe the notice to whoever manages the webhooks, once for each time it is stopped."""
    notify(
        WEBHOOK_STOPPED,
        people_with(subscription.organisation, Permission.WEBHOOKS_MANAGE),
        subject=subscription,
        url=reverse("webhooks:webhook", args=[subscription.pk]),
        key=str(subscription.dispatches.order_by("-pk").values_list("pk", flat=True).first()),
        name=subscription.name,
        failures=subscription.failures,
    )
