"""What the page of a conversation shows, and the acts that are open on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.enums import QuestionAudience, QuestionState
from listings.forms.question import DeclineForm, PlainForm, ReportForm, SettleForm, StopForm, WriteForm
from listings.lifecycles import QUESTION
from listings.models import Question, QuestionReport
from listings.permissions.question import (
    can_answer_question,
    can_oversee_question,
    can_report_question,
    can_write,
    is_asker,
)
from listings.selectors.question import (
    WRITABLE,
    asks_audience,
    block_of,
    is_answer,
    is_late,
    messages_of,
    open_report,
    reports_of,
    takes_questions,
    was_answered,
)
from tte.accounts.actor import Actor, same_organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import now
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm, recall


@dataclass(frozen=True)
class PageAct:
    """`may` says whose act it is, `is_open` whether it makes sense now; the service of its name decides in the end."""

    form: type[ActionForm]
    may: Callable[[Actor | None, Question], bool]
    is_open: Callable[[Actor, Question], bool]
    done: str | Promise


def _writes_on(actor: Actor, question: Question) -> bool:
    if question.state not in WRITABLE:
        return False
    if can_answer_question(actor, question):
        return True
    return takes_questions(question.listing) and not is_blocked(question)


def is_blocked(question: Question) -> bool:
    return block_of(question.listing.holder, question.organisation) is not None


def _allows(*verbs: str) -> Callable[[Actor, Question], bool]:
    return lambda _actor, question: any(QUESTION.allows(verb, question.state) for verb in verbs)


def _never_answered(_actor: Actor, question: Question) -> bool:
    return QUESTION.allows("withdraw", question.state) and not was_answered(question)


def _not_reported(actor: Actor, question: Question) -> bool:
    own = actor.organisation
    return question.state != QuestionState.STOPPED and own is not None and open_report(question, own) is None


def _is_reported(_actor: Actor, question: Question) -> bool:
    return question.reports.filter(settled_at=None).exists()


ACTS = {
    "write": PageAct(WriteForm, can_write, _writes_on, _("Sent; the other side is told")),
    "decline": PageAct(DeclineForm, can_answer_question, _allows("decline"), _("Declined; the asker is told")),
    "withdraw": PageAct(PlainForm, is_asker, _never_answered, _("Your question is withdrawn")),
    "report": PageAct(ReportForm, can_report_question, _not_reported, _("Reported; the exchange will look at it")),
    "block": PageAct(
        PlainForm,
        can_answer_question,
        lambda _actor, question: not is_blocked(question),
        _("No more messages from this organisation are taken"),
    ),
    "lift_block": PageAct(
        PlainForm,
        can_answer_question,
        lambda _actor, question: is_blocked(question),
        _("Messages of this organisation are taken again"),
    ),
    "settle": PageAct(SettleForm, can_oversee_question, _is_reported, _("Settled; the person who reported it is told")),
    "stop": PageAct(StopForm, can_oversee_question, _allows("stop"), _("Stopped; both sides are told")),
    "restore": PageAct(
        PlainForm,
        can_oversee_question,
        _allows("restore"),
        _("It is as it was before; both sides are told"),
    ),
}


def bound_form(data: QueryDict, act: str, question: Question) -> ActionForm:
    return _form(act, question, data)


def _form(act: str, question: Question, data: QueryDict | None = None) -> ActionForm:
    shape = ACTS[act].form
    options: dict[str, Any] = {"about": str(question.pk), "auto_id": f"id_{act}_%s"}
    if shape is WriteForm:
        options["asks_audience"] = asks_audience(question)
    return shape(data, **options)


def open_forms(actor: Actor, question: Question, act: str, bound: ActionForm | None) -> dict[str, ActionForm]:
    """A form for each act that is open to the reader; the one that was refused keeps what was typed."""
    found: dict[str, ActionForm] = {}
    for name, each in ACTS.items():
        if each.may(actor, question) and each.is_open(actor, question):
            found[name] = bound if bound is not None and name == act else _form(name, question)
    recall(actor, *[form for form in found.values() if isinstance(form, KeptForm)])
    return found


def question_context(actor: Actor, question: Question, act: str, bound: ActionForm | None) -> dict:
    said, listing = messages_of(question), question.listing
    forms = open_forms(actor, question, act, bound)
    reasons = CodeList.MESSAGE_GROUND if question.state == QuestionState.STOPPED else CodeList.QUESTION_REFUSAL
    oversees = can_oversee_question(actor, question)
    return {
        "question": question,
        "listing": listing,
        "said": [(message, is_answer(message, listing)) for message in said],
        "upon": said[-1].pk if said else 0,
        "forms": forms,
        "refused": bound if bound is not None and act not in forms else None,
        "is_public": question.audience == QuestionAudience.PUBLIC,
        "is_asker": is_asker(actor, question),
        "is_late": is_late(question, now()),
        "answers": can_answer_question(actor, question),
        "oversees": oversees,
        "is_blocked": is_blocked(question),
        "takes": takes_questions(listing),
        "reason": label(reasons, question.reason_code) if question.reason_code else "",
        "reports": _reports(actor, question, oversees),
    }


def _reports(actor: Actor, question: Question, oversees: bool) -> list[tuple[QuestionReport, str]]:
    """Those of one's own organisation; all of them to who oversees."""
    rows = reports_of(question)
    own = [row for row in rows if oversees or same_organisation(actor, row.organisation_id)]
    return [(report, label(CodeList.MESSAGE_GROUND, report.ground)) for report in own]
