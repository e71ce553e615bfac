from tte.casework.enums import CaseState
from tte.common.lifecycle import Lifecycle, Transition

CASE = Lifecycle(
    Transition("claim", (CaseState.UNCLAIMED,), CaseState.IN_HAND),
    Transition("release", (CaseState.IN_HAND,), CaseState.UNCLAIMED),
    Transition("ask", (CaseState.IN_HAND,), CaseState.WAITING),
    Transition("answer", (CaseState.WAITING,), CaseState.UNCLAIMED),
    Transition("close", (CaseState.IN_HAND, CaseState.WAITING, CaseState.UNCLAIMED), CaseState.CLOSED),
)
