"""The forms that the states of a background job wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from tte.common.states import DONE, FAIL, HALF, OPEN, STOP, looks
from tte.longwork.enums import WorkState

looks(
    "work",
    _("Background job"),
    WorkState,
    {
        WorkState.QUEUED: OPEN,
        WorkState.RUNNING: HALF,
        WorkState.DONE: DONE,
        WorkState.CANCELLED: STOP,
        WorkState.FAILED: FAIL,
    },
)
