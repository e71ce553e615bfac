from celery import shared_task

from tte.common.jobs import defer
from tte.webhooks.forgetting import forget_old_messages
from tte.webhooks.selectors import due_subscriptions
from tte.webhooks.sending import send_due


@shared_task(name="webhooks.send")
def send_to_subscription(subscription_id: int) -> None:
    send_due(subscription_id=subscription_id)


@shared_task(name="webhooks.sweep_due")
def sweep_due_subscriptions() -> None:
    for pk in due_subscriptions().values_list("pk", flat=True)[:500]:
        defer("webhooks.send", subscription_id=pk)


@shared_task(name="webhooks.sweep_old")
def sweep_old_messages() -> None:
    forget_old_messages()
