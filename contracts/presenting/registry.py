"""What the queue and the review page show, made into plain words once."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from contracts.forms.review import ActForm, ReasonForm, RecommendForm, RegisterForm, SendBackForm
from contracts.models import Contract
from contracts.permissions import (
    can_accept_contract,
    can_ask_correction,
    can_check_contract,
    can_claim_contract,
    can_recommend,
    can_release_contract,
)
from contracts.presenting import paper
from contracts.presenting.contract import contract_context
from contracts.presenting.findings import check_rows
from contracts.presenting.questions import TECHNOLOGY, questions_of
from contracts.selectors.decisions import decisions_of
from contracts.selectors.limits import review_limit
from tte.accounts.actor import Actor
from tte.casework.selectors import checks_owed
from tte.codelists.calendar import Deadline, days_strip, working_days_left
from tte.codelists.enums import CodeList, Unit
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import RuleValue
from tte.common.clock import now
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm, recall

# The acts that ask for words, each with its form; the others need nothing but the button.
FORMS: dict[str, type[ActionForm]] = {
    "correct": ReasonForm,
    "recommend": RecommendForm,
    "advise": ReasonForm,
    "send_back": SendBackForm,
    "register": RegisterForm,
    "refuse": ReasonForm,
}


@dataclass(frozen=True)
class Due:
    """The end of the review: the moment, working days left where the period counts them, and its strip."""

    at: datetime
    left: int | None
    strip: list[str]
    words: str
    rule: str


def due_of(contract: Contract) -> Due | None:
    """How long is left of the frozen period; before acceptance there is none."""
    case = contract.case
    if case is None or case.due_at is None or case.closed_at is not None:
        return None
    limit: RuleValue = review_limit(contract)
    moment, deadline = now(), Deadline(case.due_at, case.due_provisional)
    start = contract.accepted_at or case.opened_at
    by_working_days = limit.unit == Unit.WORKING_DAYS
    left = working_days_left(moment, deadline) if by_working_days else None
    strip = days_strip(start, deadline, moment) if by_working_days else []
    return Due(case.due_at, left, [each.mark for each in strip], limit.words(), case.due_rule_id)


def ids_of(act: str) -> str:
    """Several forms stand on the page: each has ids of its own."""
    return f"id_{act}_%s"


def review_context(
    actor: Actor, contract: Contract, *, form: ActionForm | None = None, act: str = ""
) -> dict[str, object]:
    """The paper at left, the judgement at right; `form` is the one that was refused, under the name of its act."""
    acts = _open_acts(actor, contract)
    forms = {name: form_of(name, contract) for name in FORMS if name in acts}
    if form is not None:
        forms[act] = form
    recall(actor, *(each for each in forms.values() if isinstance(each, KeptForm)))
    return contract_context(actor, contract) | {
        "forms": forms,
        "refused": form,
        "refused_act": act,
        "acts": acts,
        "items": list(contract.items.order_by("pk")),
        "capitals": paper.capitals(contract),
        "questions": TECHNOLOGY,
        "type_questions": questions_of(contract.contract_type),
        "checks": check_rows(contract),
        "checks_owed": checks_owed(contract.case),
        "decisions": decisions_of(contract),
        "due": due_of(contract),
        "limit_words": review_limit(contract).words(),
        "proposed_refusal": refusal_words(contract.proposed_refusal),
    }


def refusal_words(code: str) -> str:
    return label(CodeList.REFUSAL_REASON, code) if code else ""


def form_of(act: str, contract: Contract, data: QueryDict | None = None) -> ActionForm:
    """The form of one act. Several stand on the page: each has ids of its own, and its own typing that is kept."""
    kind = FORMS.get(act, ActForm)
    if not issubclass(kind, KeptForm):
        return kind(data, auto_id=ids_of(act))
    given = {"contract": contract} if kind is RecommendForm else {}
    return kind(data, auto_id=ids_of(act), about=f"{contract.application_code}:{act}", **given)


def _open_acts(actor: Actor, contract: Contract) -> set[str]:
    """Exactly the acts that are open to this person now, from the predicates."""
    predicates = {
        "claim": can_claim_contract,
        "release": can_release_contract,
        "accept": can_accept_contract,
        "correct": can_ask_correction,
        "recommend": can_recommend,
        "advise": can_recommend,
        "send_back": can_check_contract,
        "refuse": can_check_contract,
    }
    acts = {name for name, allows in predicates.items() if allows(actor, contract)}
    if "refuse" in acts and not contract.proposed_refusal:
        acts.add("register")
    return acts
