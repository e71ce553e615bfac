"""What pages show of a case, whatever its kind: what is asked, notes, colleagues, the clock, the course."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.casework.enums import CaseState, CorrectionState
from tte.casework.forms import AssignForm, HandOverForm, MarkForm, NoteForm
from tte.casework.kinds import KINDS
from tte.casework.models import Case, Correction
from tte.casework.permissions import can_assign_case, is_barred, leads_cases, works_kind
from tte.casework.selectors.board import disagreement, due_bins, kind_rows, person_rows, usual_days
from tte.casework.selectors.correction import asked_corrections, corrections_of
from tte.casework.selectors.people import loads_of, next_for
from tte.casework.selectors.reminder import standing_stop
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.forms import ActionForm
from tte.common.requests import ActingRequest
from tte.drafts.forms import KeptForm, recall

ACTS: dict[str, str | Promise] = {
    "case.open": gettext_lazy("The case was opened"),
    "case.claim": gettext_lazy("Claimed"),
    "case.release": gettext_lazy("Put back into the queue"),
    "case.assign": gettext_lazy("Assigned by the head"),
    "case.hand_over": gettext_lazy("Handed over"),
    "case.stop_clock": gettext_lazy("The clock is paused until the party answers"),
    "case.resume_clock": gettext_lazy("The party answered, the clock goes on"),
    "case.begin_period": gettext_lazy("The period began"),
    "case.recount_due": gettext_lazy("The due date was counted again"),
    "case.close": gettext_lazy("The case was closed"),
}


REFUSED = "casework.refused"
Fields = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True)
class AskedField:
    """What the office asks about a field, beside it in the party's form of the id `form`."""

    number: int
    text: str
    answer: str
    done: bool
    form: str = "draft"


@dataclass(frozen=True)
class CorrectionLine:
    """A marked field as the office sees it: what was asked, what it held and holds, the answer."""

    correction: Correction
    label: str
    old: str
    new: str
    changed: bool

    @property
    def is_marked(self) -> bool:
        return self.correction.state == CorrectionState.MARKED

    @property
    def is_answered(self) -> bool:
        return self.correction.state == CorrectionState.ANSWERED


def asked_fields(case: Case | None, held: Mapping[str, str], typed: Mapping[int, str]) -> dict[str, AskedField]:
    """By field: what waits for the party's answer, with the answer as it was typed last."""
    if case is None or case.state != CaseState.WAITING:
        return {}
    return {
        each.field: AskedField(
            each.number,
            each.text,
            typed.get(each.number, each.answer),
            bool(each.answer) or held.get(each.field, "") != each.old_value,
        )
        for each in asked_corrections(case)
    }


def typed_answers(form: KeptForm) -> dict[int, str]:
    """Answers in a form that was sent back, or as they were kept while typing."""
    data = form.data if form.is_bound else {}
    kept = form.kept_values or {}
    found = {name: data[name] for name in data} or {name: texts[0] for name, texts in kept.items() if texts}
    parts = [(name.split("-"), text) for name, text in found.items() if name.startswith("answer-")]
    return {int(part[1]): text for part, text in parts if len(part) == 3 and part[1].isdigit()}


def correction_lines(case: Case, named: Callable[[str], str], shown: Callable[[str, str], str]) -> list[CorrectionLine]:
    """Every point, in order; `named` is what a field is called, `shown` says a stored value of it in words."""
    return [
        CorrectionLine(
            each,
            named(each.field),
            shown(each.field, each.old_value),
            shown(each.field, each.new_value),
            each.new_value != each.old_value,
        )
        for each in corrections_of(case)
    ]


def remember_refusal(request: ActingRequest, form: ActionForm) -> None:
    """The page of the case shows a refused form again, once, with what is wrong."""
    request.session[REFUSED] = {
        "form": type(form).__name__,
        "data": request.POST.urlencode(),
        "faults": {name: [str(one) for one in faults] for name, faults in form.errors.items()},
    }


def _forms(actor: Actor, case: Case, fields: Fields, refused: dict[str, Any]) -> dict[str, Any]:
    """The forms that are open to this person; the one that was refused holds again what was sent."""

    def made(kind: type[ActionForm], **given: Any) -> ActionForm:
        if refused.get("form") != kind.__name__:
            return kind(**given)
        form = kind(QueryDict(refused["data"]), **given)
        for name, faults in refused["faults"].items():
            for fault in faults if name not in form.errors else []:
                form.add_error(name if name in form.fields else None, fault)
        return form

    able = [load.person for load in loads_of(case)] if not case.closed_at else []
    others, about = [person for person in able if person.pk != actor.user.pk], case.reference
    forms: dict[str, Any] = {"note_form": made(NoteForm, about=about, auto_id="id_note_%s")}
    if case.state == CaseState.IN_HAND and case.claimed_by_id == actor.user.pk:
        forms["mark_form"] = made(MarkForm, about=about, fields=fields(), auto_id="id_mark_%s")
        if others:
            forms["hand_over_form"] = made(HandOverForm, about=about, colleagues=others, auto_id="id_over_%s")
    recall(actor, *forms.values())
    if can_assign_case(actor, case) and case.state in (CaseState.UNCLAIMED, CaseState.IN_HAND) and able:
        forms["assign_form"] = made(AssignForm, colleagues=able, auto_id="id_assign_%s")
    return forms


def case_panel(request: ActingRequest, case: Case, fields: Fields) -> dict[str, Any]:
    """Notes, handing over, marking and assigning, as far as they are open to this person."""
    forms = _forms(request.actor, case, fields, request.session.pop(REFUSED, {}))
    return {
        "mark_form": None,
        "hand_over_form": None,
        "assign_form": None,
        **forms,
        "case_notes": case.notes.select_related("written_by").order_by("pk"),
        "stop": standing_stop(case),
        "usual": usual_words(case),
        **what_follows(request.actor, case),
    }


def what_follows(actor: Actor, case: Case) -> dict[str, Any]:
    """Whoever is done with this case is led to the next one; not whoever may take it, or somebody has it in hand."""
    kind = KINDS[case.kind]
    is_over = case.state in (CaseState.CLOSED, CaseState.WAITING) or is_barred(actor.user, case)
    if case.state == CaseState.IN_HAND or not is_over or not kind.queue or not works_kind(actor, case.kind):
        return {"next_kind": ""}
    return {"next_kind": case.kind, "next_waits": next_for(actor, case.kind).exists(), "next_queue": kind.queue}


def usual_words(case: Case) -> str:
    """How long such a case usually takes the office, from the last 90 days."""
    return said_days(usual_days(case.office, case.kind, now()))


def said_days(days: float | None) -> str:
    """A number of working days as people say it."""
    if days is None:
        return ""
    if days < 1:
        return _("usually on the same working day")
    number = f"{days:.1f}".removesuffix(".0")
    return _("usually %(n)s working days") % {"n": number} if number != "1" else _("usually 1 working day")


def board_of(actor: Actor, office: Organisation) -> dict[str, Any]:
    """The board of an office as its page shows it."""
    moment, kinds = now(), _kinds_of(actor, office)
    bins = due_bins(office, kinds, moment)
    looks = disagreement(office, kinds, moment)
    return {
        "as_of": moment,
        "kinds": [(KINDS[row.kind].title, row) for row in kind_rows(office, kinds, moment)],
        "people": person_rows(office, kinds, moment),
        "bins": list(zip(_bin_names(), bins, strict=True)),
        "bins_words": _bins_in_words(bins),
        "looks": looks,
        "rate": round(100 * looks.differed / looks.looked, 1) if looks.looked else None,
        "sample": rule(RuleKey.AUDIT_SECOND_LOOK),
    }


def _kinds_of(actor: Actor, office: Organisation) -> list[str]:
    """The kinds the actor works, or all that the office has work of where the actor leads it."""
    if leads_cases(actor):
        used = office.cases.order_by().values_list("kind", flat=True).distinct()
        return [kind for kind in KINDS if kind in set(used)]
    return [kind for kind in KINDS if works_kind(actor, kind)]


def _bin_names() -> list[str]:
    """Over, today, 1 to 4 working days left, 5 and more."""
    return [_("overdue"), _("today"), *(str(n) for n in range(1, 5)), _("5 and more")]


def _bins_in_words(bins: list[int]) -> str:
    """The picture in a sentence, for whoever does not see it."""
    total, over, today = sum(bins), bins[0], bins[1]
    if not total:
        return _("No open case has a due date.")
    says = ngettext("%(total)s open case has a due date", "%(total)s open cases have a due date", total)
    rest = _("%(over)s are overdue, %(today)s end today.")
    return _("%(first)s: %(rest)s") % {
        "first": says % {"total": total},
        "rest": rest % {"over": over, "today": today},
    }
