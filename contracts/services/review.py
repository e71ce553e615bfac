"""The agency's work on a filed contract: accept, ask, recommend; a second person sends back or refuses (R1-29).

Locks: contract, then case. Each act is a decision on the case and, where it ends a step, a change of state.
"""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.enums import Conclusion, Step
from contracts.lifecycles import CONTRACT
from contracts.models import Contract
from contracts.notices import CONTRACT_ACCEPTED, CONTRACT_REFUSED, CORRECTION_ASKED, path_of, title_values
from contracts.permissions import can_ask_correction, can_check_contract, can_claim_contract, can_recommend, is_a_party
from contracts.selectors.limits import review_limit
from tte.accounts.actor import Actor
from tte.accounts.roles import Permission
from tte.accounts.selectors.people import people_with
from tte.casework.models import Decision
from tte.casework.permissions import has_in_hand
from tte.casework.selectors import checks_owed
from tte.casework.services import (
    ConflictOfInterest,
    SamePerson,
    ask_party,
    begin_period,
    claim_case,
    close_case,
    close_reason,
    decide_case,
    open_reason,
    release_case,
)
from tte.casework.services.reasons import refuse_unexplained, refuse_wordless
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import names
from tte.common.clock import now
from tte.common.errors import DomainError, PermissionRefused
from tte.common.locks import lock
from tte.common.presence import present
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify
from tte.trail.services import advance


class ChecksUnfinished(DomainError):
    code = "checks_unfinished"


class AmountImpossible(DomainError):
    """R1-66."""

    code = "amount_impossible"
    field = "technology_amount"


@transaction.atomic
def claim_contract(*, contract: Contract, by: Actor) -> Contract:
    """Take the case in hand for the step it is at; whoever has it already keeps it."""
    contract = lock(contract)
    if has_in_hand(by, present(contract.case)):
        return contract
    refuse_same_person(contract, by)
    refuse_party(contract, by)
    if not can_claim_contract(by, contract):
        raise PermissionRefused(_("This step of the case is not yours, or somebody has it in hand"))
    claim_case(case=present(contract.case), by=by)
    return contract


@transaction.atomic
def release_contract(*, contract: Contract, by: Actor) -> Contract:
    """Put the case back for a colleague."""
    contract = lock(contract)
    contract.case = release_case(case=present(contract.case), by=by)
    return contract


@transaction.atomic
def accept_contract(*, contract: Contract, by: Actor) -> Contract:
    """Accept the papers. The period of review begins and its end is frozen (R1-28); after a correction it has begun."""
    contract = _taken(contract, by)
    if not can_ask_correction(by, contract):
        raise PermissionRefused(_("Only a registrar who has the case in hand can accept it"))
    case = present(contract.case)
    advance(contract, "accept", lifecycle=CONTRACT, by=by)
    _decide(contract, Step.ACCEPTANCE, Conclusion.ACCEPT, by)
    if contract.accepted_at is None:
        begin_period(case=case, limit=review_limit(contract), by=by)
    contract.accepted_at, contract.accepted_by = now(), by.user
    contract.save(update_fields=["accepted_at", "accepted_by"])
    _tell(CONTRACT_ACCEPTED, contract, key=f"accepted-{contract.accepted_at.isoformat()}", due=case.due_at)
    return contract


@transaction.atomic
def ask_correction(*, contract: Contract, reason_code: str, text: str, by: Actor) -> Contract:
    """Hand the papers back to the seller with a coded reason in words; the case waits for them."""
    refuse_unexplained(CodeList.REFUSAL_REASON, reason_code, text)
    contract = _taken(contract, by)
    if not can_ask_correction(by, contract):
        raise PermissionRefused(_("Only a registrar who has the case in hand can ask for a correction"))
    advance(contract, "ask_correction", lifecycle=CONTRACT, by=by, reason=reason_code)
    decision = _decide(contract, Step.REVIEW, Conclusion.CORRECTION, by, reason_code, text)
    contract.case = ask_party(case=present(contract.case), by=by)
    tell_decision(CORRECTION_ASKED, contract, decision)
    return contract


@transaction.atomic
def recommend_registration(*, contract: Contract, technology_amount: Decimal, text: str = "", by: Actor) -> Contract:
    """Propose the technology amount to the second reviewer; if lower than declared, with a reason in words (R1-66)."""
    contract = _ready_to_recommend(contract, by)
    total = present(contract.total_amount)
    if not 0 < technology_amount <= total:
        raise AmountImpossible(
            _("The technology amount is above zero and at most the contract amount, %(total)s yuan"),
            total=f"{total:,.2f}",
        )
    if technology_amount < present(contract.declared_technology_amount):
        refuse_wordless(text, _("Say why the technology amount is lower than declared"))
    _propose(contract, by, proposed_technology_amount=technology_amount)
    _decide(contract, Step.REVIEW, Conclusion.RECOMMEND_REGISTRATION, by, text=text)
    _hand_on(contract, "second_review", by)
    return contract


@transaction.atomic
def recommend_refusal(*, contract: Contract, reason_code: str, text: str, by: Actor) -> Contract:
    """Propose to the second reviewer that registration be refused, with a coded reason in words."""
    refuse_unexplained(CodeList.REFUSAL_REASON, reason_code, text)
    contract = _ready_to_recommend(contract, by)
    _propose(contract, by, proposed_refusal=reason_code)
    _decide(contract, Step.REVIEW, Conclusion.RECOMMEND_REFUSAL, by, reason_code, text)
    _hand_on(contract, "second_review", by)
    return contract


@transaction.atomic
def send_back(*, contract: Contract, text: str, by: Actor) -> Contract:
    """The second reviewer wants the first review done again; the proposal is void, its decision stays on record."""
    refuse_wordless(text, _("Say what the registrar should look at again"))
    contract = taken_for_check(contract, by)
    advance(contract, "send_back", lifecycle=CONTRACT, by=by)
    _decide(contract, Step.SECOND_REVIEW, Conclusion.SEND_BACK, by, text=text)
    contract.proposed_at = contract.proposed_by = contract.proposed_technology_amount = None
    contract.proposed_refusal = ""
    contract.save(update_fields=["proposed_at", "proposed_by", "proposed_technology_amount", "proposed_refusal"])
    _hand_on(contract, "sent_back", by)
    return contract


@transaction.atomic
def refuse_contract(*, contract: Contract, reason_code: str, text: str, by: Actor) -> Contract:
    """Refuse registration with a coded reason in words (R1-26). No number is given."""
    refuse_unexplained(CodeList.REFUSAL_REASON, reason_code, text)
    contract = taken_for_check(contract, by)
    decision = _decide(contract, Step.SECOND_REVIEW, Conclusion.REFUSE, by, reason_code, text)
    contract.checked_at, contract.checked_by = now(), by.user
    contract.save(update_fields=["checked_at", "checked_by"])
    advance(contract, "refuse", lifecycle=CONTRACT, by=by, reason=reason_code)
    close_case(case=present(contract.case), by=by)
    tell_decision(CONTRACT_REFUSED, contract, decision)
    return contract


def refuse_same_person(contract: Contract, by: Actor) -> None:
    if contract.proposed_by_id == by.user.pk:
        raise SamePerson(_("You made the proposal: another person does the second review (R1-29)"))


def refuse_party(contract: Contract, by: Actor) -> None:
    if is_a_party(by, contract):
        raise ConflictOfInterest(_("You belong to a party of this contract, so somebody else must handle it (R8-31)"))


def taken_for_check(contract: Contract, by: Actor) -> Contract:
    """The locked contract, in the hand of a second reviewer who may decide it."""
    contract = _taken(contract, by)
    refuse_same_person(contract, by)
    if not can_check_contract(by, contract):
        raise PermissionRefused(_("Only a second reviewer who has the case in hand can decide it"))
    return contract


def _taken(contract: Contract, by: Actor) -> Contract:
    contract = lock(contract)
    refuse_party(contract, by)
    return contract


def _ready_to_recommend(contract: Contract, by: Actor) -> Contract:
    contract = _taken(contract, by)
    if not can_recommend(by, contract):
        raise PermissionRefused(_("Only a registrar who has accepted the case and has it in hand can recommend"))
    if checks_owed(present(contract.case)):
        raise ChecksUnfinished(_("The automatic checks are still running; conclude when they have finished"))
    return contract


def _hand_on(contract: Contract, reason: str, by: Actor) -> None:
    """The case stays in the queue for another reason and another person."""
    case = present(contract.case)
    for each in list(case.reasons.filter(closed_at=None).values_list("code", flat=True)):
        close_reason(case=case, code=each, by=by)
    open_reason(case=case, code=reason, by=by)
    contract.case = release_case(case=case, by=by)


def _propose(contract: Contract, by: Actor, **proposal: object) -> None:
    contract.proposed_at, contract.proposed_by = now(), by.user
    for name, value in proposal.items():
        setattr(contract, name, value)
    contract.save(update_fields=["proposed_at", "proposed_by", *proposal])
    advance(contract, "recommend", lifecycle=CONTRACT, by=by, **{name: str(value) for name, value in proposal.items()})


def _decide(
    contract: Contract, step: Step, conclusion: Conclusion, by: Actor, reason_code: str = "", text: str = ""
) -> Decision:
    return decide_case(
        case=present(contract.case),
        step=step,
        conclusion=conclusion,
        reason_code=reason_code,
        text=text,
        by=by,
        not_the_author_of=(Step.REVIEW,) if step == Step.SECOND_REVIEW else (),
    )


def tell_decision(kind: NoticeKind, contract: Contract, decision: Decision) -> None:
    _tell(
        kind,
        contract,
        key=f"decision-{decision.pk}",
        reason_code=decision.reason_code,
        reason=names(CodeList.REFUSAL_REASON, decision.reason_code),
        text=decision.text,
    )


def _tell(kind: NoticeKind, contract: Contract, *, key: str, **words: object) -> None:
    people = people_with(contract.seller, Permission.CONTRACT_FILE)
    words |= {"title": title_values(contract), "code": contract.application_code}
    notify(kind, people, subject=contract, url=path_of(contract), key=key, **words)
