from dataclasses import dataclass
from datetime import datetime

from contracts.enums import Conclusion, Step
from contracts.models import Contract
from tte.accounts.models import User
from tte.casework.models import Decision
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label

TOLD = (Conclusion.CORRECTION, Conclusion.REFUSE)


@dataclass(frozen=True)
class DecisionRow:
    """A decision as a reader of the case sees it."""

    step: str
    conclusion: str
    code: str
    reason: str
    text: str
    by: User
    at: datetime


def decisions_of(contract: Contract) -> list[DecisionRow]:
    """Every decision on the case, the newest first."""
    if contract.case is None:
        return []
    return [_row(each) for each in contract.case.decisions.select_related("decided_by").order_by("-pk")]


def last_words(contract: Contract) -> DecisionRow | None:
    """What the party was told last, if it was told to mend the contract or that it is refused."""
    if contract.case is None:
        return None
    told = contract.case.decisions.filter(conclusion__in=TOLD).select_related("decided_by").order_by("-pk").first()
    return _row(told) if told and contract.state in ("correction", "refused") else None


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        step=str(Step(decision.step).label),
        conclusion=str(Conclusion(decision.conclusion).label),
        code=decision.reason_code,
        reason=label(CodeList.REFUSAL_REASON, decision.reason_code) if decision.reason_code else "",
        text=decision.text,
        by=decision.decided_by,
        at=decision.decided_at,
    )
