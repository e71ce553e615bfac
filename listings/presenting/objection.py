"""What the pages of an objection show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listings.enums import OBJECTION_CASE, ObjectionAgainst, ObjectionState
from listings.forms.objection import AskPapersForm, ConclusionForm, ObjectionForm, PapersForm
from listings.lists.audit import due_of
from listings.models import Listing, Objection
from listings.selectors.objection import confirmation_due, letters_to_objector, takes_papers, waits_for_admission
from tte.accounts.actor import Actor
from tte.casework.permissions import blocked, can_claim_case, can_decide_case
from tte.casework.selectors.checklist import lines_of
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import rule
from tte.common.clock import official_date
from tte.common.forms import ActionForm
from tte.common.parts import Station
from tte.common.sent import sent
from tte.drafts.forms import recall
from tte.drafts.typists import Typist, Visitor

ENDED = (
    ObjectionState.UPHELD,
    ObjectionState.DISMISSED,
    ObjectionState.TURNED_AWAY,
    ObjectionState.WITHDRAWN,
)
OPEN = (ObjectionState.UNCONFIRMED, ObjectionState.LODGED, ObjectionState.EXAMINED)


def objection_form(request: HttpRequest, listing: Listing, typist: Typist, ground: str) -> ObjectionForm:
    given: dict[str, Any] = {"about": listing.code, "initial": {"ground": ground}}
    if isinstance(typist, Visitor):
        return ObjectionForm(sent(request), request.FILES or None, by=None, visitor=typist, **given)
    return ObjectionForm(sent(request), request.FILES or None, by=typist, **given)


def form_context(
    typist: Typist, listing: Listing, form: ObjectionForm, against: ObjectionAgainst | None
) -> dict[str, Any]:
    recall(typist, form)
    return {
        "listing": listing,
        "form": form,
        "against": against.label if against else "",
        "is_report": against == ObjectionAgainst.PUBLICITY,
        "admission": _limit(listing, RuleKey.OBJECTION_ADMISSION),
        "confirmation": _limit(listing, RuleKey.OBJECTION_CONFIRMATION),
        "limit": _limit(listing, RuleKey.OBJECTION_LIMIT),
    }


def held_words(listing: Listing) -> str:
    """The time in which the exchange answers an objection that holds the next step; nothing where none does."""
    return answer_time(listing) if waits_for_admission(listing) else ""


def answer_time(listing: Listing) -> str:
    return _limit(listing, RuleKey.OBJECTION_ADMISSION)


def _limit(listing: Listing, key: RuleKey) -> str:
    """Its objections are answered within the periods under which it was listed."""
    return rule(key, rule_set=listing.rule_set).words()


def objection_stations(objection: Objection) -> list[Station]:
    """From the lodging to the conclusion."""
    state = ObjectionState(objection.state)
    step = {ObjectionState.UNCONFIRMED: 0, ObjectionState.LODGED: 1, ObjectionState.EXAMINED: 2}.get(state, 3)
    labels = [
        _("Written"),
        pgettext("of an objection", "Admission"),
        _("Under examination"),
        str(state.label) if step == 3 else _("Conclusion"),
    ]
    listing = objection.listing
    limits = ["", answer_time(listing), _limit(listing, RuleKey.OBJECTION_LIMIT), ""]
    forms = ["done" if place < step or step == 3 else "now" if place == step else "todo" for place in range(4)]
    if state in (ObjectionState.TURNED_AWAY, ObjectionState.WITHDRAWN):
        forms[2], forms[3] = "todo", "stop"
    said = ["" if form == "done" else limit for limit, form in zip(limits, forms, strict=True)]
    days = [official_date(objection.lodged_at), *said[1:]]
    return [
        Station(name, day, "", form, official=place == 3)
        for place, (name, day, form) in enumerate(zip(labels, days, forms, strict=True))
    ]


def own_context(objection: Objection, form: ActionForm) -> dict[str, Any]:
    """For the objector: everything but who works on it."""
    decision = objection.case.decisions.order_by("-pk").first() if objection.case else None
    refusal = decision.reason_code if decision and objection.state == ObjectionState.TURNED_AWAY else ""
    return {
        "objection": objection,
        "listing": objection.listing,
        "form": form,
        "ground": label(CodeList.OBJECTION_GROUND, objection.ground),
        "files": [one.file for one in objection.files.select_related("file").order_by("pk")],
        "stations": objection_stations(objection),
        "reasons": decision.text if decision and objection.state in ENDED else "",
        "refusal": label(CodeList.OBJECTION_REFUSAL, refusal) if refusal else "",
        "may_confirm": objection.state == ObjectionState.UNCONFIRMED,
        "confirm_until": confirmation_due(objection),
        "may_withdraw": objection.state in OPEN,
        "takes_papers": takes_papers(objection),
        "papers_form": form if isinstance(form, PapersForm) else PapersForm(),
    }


def queue_rows(rows: Sequence[Objection], actor: Actor, at: datetime) -> list[dict[str, Any]]:
    closed = blocked(actor.user, OBJECTION_CASE, [one.case for one in rows if one.case])
    return [
        {
            "objection": one,
            "blocked": one.case_id in closed,
            "ground": label(CodeList.OBJECTION_GROUND, one.ground),
            "due": due_of(one.case, at) if one.case and one.case.closed_at is None else None,
            "mine": one.case is not None and one.case.claimed_by_id == actor.user.pk,
        }
        for one in rows
    ]


def asking_form(objection: Objection, *data: Any) -> AskPapersForm:
    """With ids of its own beside those of the conclusion."""
    return AskPapersForm(*data, about=objection.code, auto_id="papers_%s")


def conclusion_form(objection: Objection, *data: Any) -> ConclusionForm:
    lines = lines_of(objection.case) if objection.case and objection.is_undecided else ()
    return ConclusionForm(*data, about=objection.code, state=objection.state, lines=lines)


def _forms(actor: Actor, objection: Objection, sent_form: ActionForm) -> dict[str, Any]:
    """What is concluded and what is asked, with what was typed into either and not sent."""
    concluding = sent_form if isinstance(sent_form, ConclusionForm) else conclusion_form(objection)
    asking = sent_form if isinstance(sent_form, AskPapersForm) else asking_form(objection)
    recall(actor, concluding, asking)
    return {"form": concluding, "asking": asking}


def case_context(actor: Actor, objection: Objection, at: datetime, *, sent_form: ActionForm) -> dict[str, Any]:
    """`sent_form` is what was sent and refused, or an empty one."""
    case, listing = objection.case, objection.listing
    decides = can_decide_case(actor, case)
    is_withdrawn = objection.state == ObjectionState.WITHDRAWN and case.closed_at is None
    return {
        "objection": objection,
        "case": case,
        "listing": listing,
        "ground": label(CodeList.OBJECTION_GROUND, objection.ground),
        "files": objection.files.select_related("file").order_by("pk"),
        "stations": objection_stations(objection),
        "due": due_of(case, at) if case.closed_at is None else None,
        "is_report": objection.against == ObjectionAgainst.PUBLICITY,
        "can_claim": can_claim_case(actor, case),
        "has_in_hand": decides,
        "can_conclude": decides and objection.is_undecided,
        "can_settle": decides and is_withdrawn,
        **_forms(actor, objection, sent_form),
        "refused": sent_form,
        "letters": letters_to_objector(objection),
        "decisions": case.decisions.select_related("decided_by").order_by("pk"),
    }
