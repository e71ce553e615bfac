"""The forms that the states of a case and of its corrections wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from tte.casework.enums import CaseState, CorrectionState
from tte.common.states import BACK, DONE, HALF, OPEN, STOP, looks

looks(
    "case",
    _("Case"),
    CaseState,
    {
        CaseState.UNCLAIMED: OPEN,
        CaseState.IN_HAND: HALF,
        CaseState.WAITING: BACK,
        CaseState.CLOSED: DONE,
    },
)
looks(
    "correction",
    _("Field to correct"),
    CorrectionState,
    {
        CorrectionState.MARKED: OPEN,
        CorrectionState.ASKED: BACK,
        CorrectionState.ANSWERED: HALF,
        CorrectionState.CLOSED: DONE,
        CorrectionState.DROPPED: STOP,
    },
)
