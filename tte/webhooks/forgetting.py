"""What was sent is kept for some weeks, to be looked at and sent again; then it goes."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from tte.common.clock import now
from tte.webhooks.models import Dispatch, Message

AT_ONCE = 2000


@transaction.atomic
def forget_old_messages() -> int:
    """Remove messages of former weeks with what was owed of them, some at a time; returns how many."""
    old = Message.objects.filter(happened_at__lt=now() - timedelta(days=settings.TTE_WEBHOOK_DAYS))
    keys = list(old.order_by("happened_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    Dispatch.objects.filter(message__in=keys).delete()
    return Message.objects.filter(pk__in=keys).delete()[0]
