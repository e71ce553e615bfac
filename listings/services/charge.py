"""The charge of a withdrawal after a deposit: stated by the first of two, owed once granted, received (R3-43)."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.models import Proposal, WithdrawalCharge
from listings.notices.notice import WITHDRAWAL_CHARGED, path_of_notice
from listings.notices.supply import title_values
from listings.selectors.charge import charge_of
from listings.selectors.people import officers_of_holder
from listings.services.stake import refuse_stake
from tte.accounts.actor import Actor
from tte.casework.services.reasons import refuse_wordless
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record


class ChargeMissing(DomainError):
    code = "charge_missing"
    field = "charge"


class ChargeReceived(DomainError):
    code = "charge_received"
    field = "bank_reference"


@transaction.atomic
def state_charge(*, proposal: Proposal, amount: Decimal | None, basis: str, by: Actor) -> WithdrawalCharge:
    """The cost and what it consists of; nothing is owed before the withdrawal is granted."""
    if amount is None:
        raise ChargeMissing(_("State the charge: deposits go back and the seller bears the cost (R3-43)"))
    refuse_wordless(basis, _("Say what the charge consists of: the seller reads it"), field="charge_basis")
    charge = WithdrawalCharge.objects.create(proposal=proposal, amount=amount, basis=basis, stated_by=by.user)
    record("charge.state", charge, by=by, listing=proposal.listing.code, amount=str(amount), basis=basis)
    return charge


@transaction.atomic
def owe_charge(*, proposal: Proposal, by: Actor) -> None:
    """The withdrawal is granted: the seller is told what it owes."""
    charge, listing = charge_of(proposal), proposal.listing
    if charge is None:
        raise ChargeMissing(_("State the charge: deposits go back and the seller bears the cost (R3-43)"))
    record("charge.owe", charge, by=by, listing=listing.code, amount=str(charge.amount))
    notify(
        WITHDRAWAL_CHARGED,
        officers_of_holder(listing),
        subject=charge,
        url=f"{path_of_notice(listing)}#requests",
        title=title_values(listing.achievement),
        listing=listing.code,
        amount=charge.amount,
        basis=charge.basis,
    )


@transaction.atomic
def receive_charge(*, charge: WithdrawalCharge, bank_reference: str, by: Actor) -> WithdrawalCharge:
    """Record what the settlement bank reports as received, once."""
    refuse_stake(charge.proposal.listing, by)
    charge = lock(charge)
    if charge.received_at is not None:
        raise ChargeReceived(_("This charge is recorded as received already"))
    charge.bank_reference, charge.received_at, charge.received_by = bank_reference, now(), by.user
    charge.save(update_fields=["bank_reference", "received_at", "received_by"])
    record("charge.receive", charge, by=by, amount=str(charge.amount), reference=bank_reference)
    return charge
