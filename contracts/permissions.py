"""Who may do what with a contract. Parties draft and see theirs; the agency's people work its case step by step."""

from contracts.enums import ContractState as S
from contracts.models import Contract
from listings.models import Deal
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission
from tte.accounts.selectors.membership import running_memberships
from tte.casework import permissions as casework

FIRST_REVIEW = (S.SUBMITTED, S.ACCEPTED)


def can_draft_contract(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.CONTRACT_FILE)


def can_draft_from_deal(actor: Actor | None, deal: Deal) -> bool:
    """The seller's officer, once the deal is confirmed."""
    return can_draft_contract(actor) and same_organisation(actor, deal.seller_id) and deal.confirmed_at is not None


def can_see_contracts(actor: Actor | None) -> bool:
    """Any member has a list of the contracts of the acting organisation; it may be empty."""
    return actor is not None and actor.organisation is not None


def can_view_contract(actor: Actor | None, contract: Contract) -> bool:
    """The seller always; buyer and agency from the filing on. What was taken over: also who takes registers over."""
    if same_organisation(actor, contract.seller_id):
        return True
    if contract.filed_at is None and contract.batch_id is None:
        return False
    return (
        same_organisation(actor, contract.buyer_id)
        or can_review_contract(actor, contract)
        or (contract.batch_id is not None and can_take_over(actor))
    )


def can_edit_contract(actor: Actor | None, contract: Contract) -> bool:
    return (
        can_draft_contract(actor)
        and same_organisation(actor, contract.seller_id)
        and contract.state in (S.DRAFT, S.CORRECTION)
    )


def can_work_registry(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.CONTRACT_REVIEW) or has_permission(actor, Permission.CONTRACT_SECOND_REVIEW)


def can_review_contract(actor: Actor | None, contract: Contract) -> bool:
    """The agency's registrars and reviewers open its cases; what they may do there depends on the step."""
    if contract.batch_id is not None:
        return can_work_registry(actor) and same_organisation(actor, contract.agency.organisation_id)
    return contract.case is not None and casework.can_view_case(actor, contract.case)


def can_take_over(actor: Actor | None) -> bool:
    """Bring in the register that an agency kept before."""
    return has_permission(actor, Permission.REGISTER_TAKE_OVER)


def is_a_party(actor: Actor, contract: Contract) -> bool:
    """R8-31: whoever belongs to a party, in whichever membership, or wrote the contract keeps off its case."""
    people = (contract.drafted_by_id, contract.filed_by_id)
    own = running_memberships(actor.user).filter(organisation__in=[contract.seller_id, contract.buyer_id])
    return actor.user.pk in people or own.exists()


def step_is_open_to(actor: Actor, contract: Contract) -> bool:
    """The registrar's part and the second reviewer's part; a proposer never checks the own proposal (R1-29)."""
    if contract.state in FIRST_REVIEW:
        return has_permission(actor, Permission.CONTRACT_REVIEW)
    return (
        contract.state == S.SECOND_REVIEW
        and has_permission(actor, Permission.CONTRACT_SECOND_REVIEW)
        and contract.proposed_by_id != actor.user.pk
    )


def can_claim_contract(actor: Actor | None, contract: Contract) -> bool:
    if actor is None or contract.case is None:
        return False
    return (
        can_review_contract(actor, contract)
        and casework.can_claim_case(actor, contract.case)
        and step_is_open_to(actor, contract)
        and not is_a_party(actor, contract)
    )


def can_decide_contract(actor: Actor | None, contract: Contract) -> bool:
    """Has the case in hand, at a step that is this person's, and no conflict of interest."""
    if actor is None or contract.case is None:
        return False
    return (
        can_review_contract(actor, contract)
        and casework.can_decide_case(actor, contract.case)
        and step_is_open_to(actor, contract)
        and not is_a_party(actor, contract)
    )


def can_release_contract(actor: Actor | None, contract: Contract) -> bool:
    if actor is None or contract.case is None:
        return False
    return can_review_contract(actor, contract) and contract.case.claimed_by_id == actor.user.pk


def can_accept_contract(actor: Actor | None, contract: Contract) -> bool:
    return contract.state == S.SUBMITTED and can_decide_contract(actor, contract)


def can_ask_correction(actor: Actor | None, contract: Contract) -> bool:
    return contract.state in FIRST_REVIEW and can_decide_contract(actor, contract)


def can_recommend(actor: Actor | None, contract: Contract) -> bool:
    return contract.state == S.ACCEPTED and can_decide_contract(actor, contract)


def can_check_contract(actor: Actor | None, contract: Contract) -> bool:
    """Register, refuse or send back."""
    return contract.state == S.SECOND_REVIEW and can_decide_contract(actor, contract)


def can_ask_certificate(actor: Actor | None, contract: Contract) -> bool:
    """Of a contract taken over nobody has a certificate of ours before somebody wants one."""
    return contract.batch_id is not None and can_view_certificate(actor, contract)


def can_view_certificate(actor: Actor | None, contract: Contract) -> bool:
    """Parties and agency; everybody else has the public verification (R1-37)."""
    return contract.state == S.REGISTERED and can_view_contract(actor, contract)
