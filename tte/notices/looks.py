"""The forms that the states of an e-mail wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from tte.common.states import BACK, DONE, FAIL, HALF, STOP, looks
from tte.notices.enums import DeliveryState

looks(
    "delivery",
    _("E-mail to a person"),
    DeliveryState,
    {
        DeliveryState.QUEUED: HALF,
        DeliveryState.SENT: DONE,
        DeliveryState.FAILED: FAIL,
        DeliveryState.BOUNCED: BACK,
        DeliveryState.WITHHELD: STOP,
    },
)
