from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission
from tte.webhooks.enums import SubscriptionState
from tte.webhooks.models import Dispatch, Subscription


def can_manage_webhooks(actor: Actor | None) -> bool:
    """Whoever decides what the organisation's programs hear: its officers, heads and administrators."""
    return has_permission(actor, Permission.WEBHOOKS_MANAGE)


def can_manage_webhook(actor: Actor | None, subscription: Subscription) -> bool:
    running = subscription.state != SubscriptionState.ENDED
    return running and can_manage_webhooks(actor) and same_organisation(actor, subscription.organisation_id)


def can_replay_dispatch(actor: Actor | None, dispatch: Dispatch) -> bool:
    return can_manage_webhook(actor, dispatch.subscription)
