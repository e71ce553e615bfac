"""The forms that the states of an import wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from tte.common.states import BACK, DONE, HALF, OPEN, STOP, looks
from tte.imports.enums import BatchState

looks(
    "batch",
    _("Import"),
    BatchState,
    {
        BatchState.UPLOADED: OPEN,
        BatchState.CHECKED: HALF,
        BatchState.BEGUN: BACK,
        BatchState.ENTERED: DONE,
        BatchState.DISCARDED: STOP,
    },
)
