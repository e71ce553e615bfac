"""The forms that the states of a contract wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from contracts.enums import ContractState
from tte.common.states import BACK, HALF, OPEN, SEAL, STOP, looks

looks(
    "contract",
    _("Contract"),
    ContractState,
    {
        ContractState.DRAFT: OPEN,
        ContractState.SUBMITTED: HALF,
        ContractState.ACCEPTED: HALF,
        ContractState.CORRECTION: BACK,
        ContractState.SECOND_REVIEW: HALF,
        ContractState.REGISTERED: SEAL,
        ContractState.REFUSED: STOP,
    },
)
