from tte.casework.enums import CaseState, CorrectionState
from tte.common.lifecycle import Lifecycle, Transition

CASE = Lifecycle(
    Transition("claim", (CaseState.UNCLAIMED,), CaseState.IN_HAND),
    Transition("release", (CaseState.IN_HAND,), CaseState.UNCLAIMED),
    Transition("assign", (CaseState.UNCLAIMED,), CaseState.IN_HAND),
    Transition("hand_over", (CaseState.IN_HAND,), CaseState.IN_HAND),
    Transition("ask", (CaseState.IN_HAND,), CaseState.WAITING),
    Transition("answer", (CaseState.WAITING,), CaseState.UNCLAIMED),
    Transition("close", (CaseState.IN_HAND, CaseState.WAITING, CaseState.UNCLAIMED), CaseState.CLOSED),
)

CORRECTION = Lifecycle(
    Transition("ask", (CorrectionState.MARKED,), CorrectionState.ASKED),
    Transition("answer", (CorrectionState.ASKED,), CorrectionState.ANSWERED),
    Transition("close", (CorrectionState.ANSWERED,), CorrectionState.CLOSED),
    Transition("drop", (CorrectionState.MARKED,), CorrectionState.DROPPED),
)
