from tte.casework.services.case import (
    ConflictOfInterest,
    NotInHand,
    SamePerson,
    ask_checks,
    claim_case,
    close_case,
    close_reason,
    decide_case,
    open_case,
    open_reason,
    release_case,
)
from tte.casework.services.clock import answer_case, ask_party, begin_period, recount_due
from tte.casework.services.handing import assign_case, claim_next, hand_on, hand_over_case, share_out

__all__ = [
    "ConflictOfInterest",
    "NotInHand",
    "SamePerson",
    "answer_case",
    "ask_checks",
    "ask_party",
    "assign_case",
    "begin_period",
    "claim_case",
    "claim_next",
    "close_case",
    "close_reason",
    "decide_case",
    "hand_on",
    "hand_over_case",
    "open_case",
    "open_reason",
    "recount_due",
    "release_case",
    "share_out",
]
