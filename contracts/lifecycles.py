"""What may become of a contract filed for registration (R1-54). Maker and checker are two persons (R1-29)."""

from contracts.enums import ContractState as S
from tte.common.lifecycle import Lifecycle, Transition

CONTRACT = Lifecycle(
    Transition("file", (S.DRAFT, S.CORRECTION), S.SUBMITTED),
    Transition("accept", (S.SUBMITTED,), S.ACCEPTED),
    Transition("ask_correction", (S.SUBMITTED, S.ACCEPTED), S.CORRECTION),
    Transition("recommend", (S.ACCEPTED,), S.SECOND_REVIEW),
    Transition("send_back", (S.SECOND_REVIEW,), S.ACCEPTED),
    Transition("register", (S.SECOND_REVIEW,), S.REGISTERED),
    Transition("refuse", (S.SECOND_REVIEW,), S.REFUSED),
)
