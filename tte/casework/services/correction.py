"""Corrections field by field: marked by the one who has the case, asked together, answered in place, closed.

Locks: the caller's thing, then the case, then its corrections.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.casework.enums import CorrectionState
from tte.casework.kinds import kind_of, subject_of
from tte.casework.lifecycles import CORRECTION
from tte.casework.models import Case, Correction
from tte.casework.selectors.correction import asked_corrections, open_corrections
from tte.casework.services.case import in_hand
from tte.casework.services.reasons import refuse_wordless
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import advance

LONGEST = 1000


class NotAField(DomainError):
    code = "not_a_field"
    field = "field"


class AlreadyMarked(DomainError):
    code = "already_marked"
    field = "field"


class CorrectionsOpen(DomainError):
    """Nothing is approved while a point that was asked stands open."""

    code = "corrections_open"


class AnswersMissing(DomainError):
    """A point was neither answered nor mended; `fields` names them."""

    code = "answers_missing"

    def __init__(self, fields: list[str]) -> None:
        super().__init__(_("Correct or answer each point that the office marked: %(count)s left"), count=len(fields))
        self.fields = fields


@transaction.atomic
def mark_field(*, case: Case, field: str, text: str, by: Actor) -> Correction:
    """Note on a field what is to be mended. The party sees it when the correction is asked for."""
    case = in_hand(case, by)
    if field not in kind_of(case).fields(subject_of(case)):
        raise NotAField(_("Choose the field from the list"))
    refuse_wordless(text, _("State what is wrong here and how to correct it"))
    if open_corrections(case).filter(field=field).exists():
        raise AlreadyMarked(_("This field is marked already; drop or close that point first"))
    last = case.corrections.aggregate(last=Max("number"))["last"] or 0
    return case.corrections.create(number=last + 1, field=field, text=text.strip(), marked_by=by.user, marked_at=now())


@transaction.atomic
def drop_correction(*, correction: Correction, by: Actor) -> Correction:
    """Take back a mark that was not asked for yet."""
    in_hand(correction.case, by)
    return advance(lock(correction), "drop", lifecycle=CORRECTION, by=by)


@transaction.atomic
def close_correction(*, correction: Correction, by: Actor) -> Correction:
    """The answer or the mended field is enough; the point is closed."""
    in_hand(correction.case, by)
    correction = advance(lock(correction), "close", lifecycle=CORRECTION, by=by)
    correction.closed_at, correction.closed_by = now(), by.user
    correction.save(update_fields=["closed_at", "closed_by"])
    return correction


@transaction.atomic
def ask_marked(*, case: Case, by: Actor) -> int:
    """Put every marked field to the party, with what it holds now; returns how many there are."""
    held = kind_of(case).fields(subject_of(case))
    marked = list(open_corrections(case).filter(state=CorrectionState.MARKED))
    for correction in marked:
        correction = advance(lock(correction), "ask", lifecycle=CORRECTION, by=by)
        correction.old_value = held.get(correction.field, "")
        correction.save(update_fields=["old_value"])
    return len(marked)


@transaction.atomic
def keep_answers(*, case: Case, answers: Mapping[int, str], by: Actor) -> int:
    """Keep what the party writes beside the fields, by the number of the point, until it is sent."""
    kept = 0
    for correction in asked_corrections(case):
        answer = answers.get(correction.number, correction.answer).strip()[:LONGEST]
        if answer != correction.answer:
            kept += Correction.objects.filter(pk=correction.pk, state=CorrectionState.ASKED).update(answer=answer)
    return kept


@transaction.atomic
def answer_corrections(*, case: Case, by: Actor) -> int:
    """The party hands in: each point asked has its answer, or another value than before; else all is refused."""
    held = kind_of(case).fields(subject_of(case))
    asked = list(asked_corrections(case))
    silent = [each.field for each in asked if not each.answer and held.get(each.field, "") == each.old_value]
    if silent:
        raise AnswersMissing(silent)
    for correction in asked:
        correction = advance(lock(correction), "answer", lifecycle=CORRECTION, by=by)
        correction.new_value = held.get(correction.field, "")
        correction.answered_at, correction.answered_by = now(), by.user
        correction.save(update_fields=["new_value", "answered_at", "answered_by"])
    return len(asked)


@transaction.atomic
def renew_answers(*, case: Case) -> None:
    """The thing is handed in again: what was mended at an answered point is what the field holds now."""
    held = kind_of(case).fields(subject_of(case))
    for correction in case.corrections.filter(state=CorrectionState.ANSWERED):
        new_value = held.get(correction.field, "")
        case.corrections.filter(pk=correction.pk, state=CorrectionState.ANSWERED).update(new_value=new_value)


def refuse_open_corrections(case: Case) -> None:
    left = open_corrections(case).count()
    if left:
        raise CorrectionsOpen(_("Close each marked field before you approve: %(count)s left"), count=left)
