"""The forms that the states of a webhook and of what it is sent wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from tte.common.states import DONE, FAIL, HALF, LIVE, STOP, looks
from tte.webhooks.enums import DispatchState, SubscriptionState

looks(
    "webhook",
    _("Webhook"),
    SubscriptionState,
    {
        SubscriptionState.ACTIVE: LIVE,
        SubscriptionState.PAUSED: STOP,
        SubscriptionState.STOPPED: FAIL,
        SubscriptionState.ENDED: STOP,
    },
)
looks(
    "dispatch",
    _("Delivery of a webhook"),
    DispatchState,
    {
        DispatchState.QUEUED: HALF,
        DispatchState.SENT: DONE,
        DispatchState.FAILED: FAIL,
        DispatchState.WITHHELD: STOP,
    },
)
