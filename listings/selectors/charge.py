"""What sellers owe for a withdrawal after a deposit (R3-43)."""

from django.db.models import QuerySet

from listings.enums import ProposalKind, ProposalState
from listings.models import Proposal, WithdrawalCharge
from listings.selectors.stake import untouched
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import is_code


def needs_charge(proposal: Proposal) -> bool:
    """Withdrawn after a deposit for a reason of the seller's own, on no ground of a suspension."""
    return proposal.kind == ProposalKind.WITHDRAWAL and not is_code(CodeList.SUSPENSION_GROUND, proposal.reason_code)


def charge_of(proposal: Proposal) -> WithdrawalCharge | None:
    return getattr(proposal, "charge", None)


def charges() -> QuerySet[WithdrawalCharge]:
    """Those that are owed: the withdrawal was granted."""
    beside = ("proposal__listing__achievement", "proposal__listing__holder", "proposal__listing__exchange")
    return WithdrawalCharge.objects.filter(proposal__state=ProposalState.GRANTED).select_related(*beside)


def charges_due(exchange: Organisation | None) -> QuerySet[WithdrawalCharge]:
    """Granted, and the bank has not reported the money yet."""
    return (
        charges().filter(proposal__listing__exchange=exchange, received_at=None).order_by("proposal__decided_at", "pk")
    )


def charges_of(actor: Actor) -> QuerySet[WithdrawalCharge]:
    """All of the acting exchange, received ones too; nothing of an own interest (R8-31)."""
    rows = charges().filter(proposal__listing__exchange=actor.organisation).select_related("received_by")
    return untouched(rows, actor.user, "proposal__listing")
