"""A second look: some past decisions are drawn and worked again, blind, by somebody who had no part in them."""

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from tte.accounts.actor import Actor
from tte.casework.enums import APPROVES
from tte.casework.kinds import kind_of
from tte.casework.models import Case, Decision, Reaudit
from tte.casework.notices import title_values
from tte.casework.selectors.board import NOBODY_LEFT
from tte.casework.selectors.checklist import Answer
from tte.casework.selectors.people import loads_of
from tte.casework.services.case import close_case, decide_case, open_case
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.trail.services import record

STEP = "second_look"


def is_drawn(decision: Decision) -> bool:
    """Drawn by the number of the decision and the secret of this house: nobody can foresee it, asking again changes
    nothing."""
    drawn = int.from_bytes(sha256(f"{settings.SECRET_KEY}:{decision.pk}".encode()).digest()[:4]) / 2**32
    return drawn < float(rule(RuleKey.AUDIT_SECOND_LOOK).fraction)


@transaction.atomic
def draw_second_look(*, decision: Decision, by: Actor) -> Reaudit | None:
    """Open a case for a second look at a final decision, if it is drawn and somebody is left who may take it."""
    kind = kind_of(decision.case).second_look
    if not kind or not is_drawn(decision):
        return None
    if not loads_of(Case(kind=kind, barred=barred_from(decision), **of_the_same(decision.case))):
        record(NOBODY_LEFT, decision, by=by)
        return None
    return open_second_look(decision=decision, by=by)


@transaction.atomic
def open_second_look(*, decision: Decision, by: Actor) -> Reaudit:
    """The case of a decision that is looked at again. Its number says nothing of the first."""
    again = open_case(
        kind=kind_of(decision.case).second_look,
        **of_the_same(decision.case),
        reference=yearly_code("R{year}{number:05d}", series="second-look-{year}"),
        title=title_values(decision.case),
        reason=STEP,
        limit=rule(RuleKey.AUDIT_SECOND_LOOK_LIMIT),
        by=by,
    )
    again.barred = barred_from(decision)
    again.save(update_fields=["barred"])
    return Reaudit.objects.create(case=again, original=decision, drawn_at=now())


def of_the_same(case: Case) -> dict[str, Any]:
    return {"office": case.office, "applicant": case.applicant, "author": case.author}


def barred_from(decision: Decision) -> list[int]:
    """Whoever decided on the case or handed it in does not look at it again."""
    case = decision.case
    parts = {*case.decisions.values_list("decided_by_id", flat=True), case.opened_by_id}
    return sorted(part for part in parts if part is not None)


@transaction.atomic
def conclude_second_look(
    *,
    reaudit: Reaudit,
    conclusion: str,
    reason_code: str = "",
    text: str = "",
    answers: Collection[Answer] = (),
    by: Actor,
) -> Reaudit:
    """What the second person would have decided. Nothing follows for the party; whether both agree is counted."""
    case = lock(reaudit.case)
    given: dict[str, Any] = {"conclusion": conclusion, "reason_code": reason_code, "text": text, "answers": answers}
    decide_case(case=case, step=STEP, by=by, **given)
    close_case(case=case, by=by)
    reaudit = lock(reaudit)
    reaudit.agrees = (conclusion in APPROVES) == (reaudit.original.conclusion in APPROVES)
    reaudit.save(update_fields=["agrees"])
    record("reaudit.conclude", reaudit, by=by, agrees=reaudit.agrees)
    return reaudit
