"""Automatic checks of the amounts of a filed contract (R1-60..R1-67)."""

from django.utils.translation import gettext_lazy as _

from contracts.amounts import Flag, percent
from contracts.enums import CONTRACT_REVIEW
from contracts.models import Contract
from contracts.selectors.amounts import flags_of, split_of
from tte.casework.checks import Finding, check
from tte.common.presence import present


@check(CONTRACT_REVIEW, says=_("The total is the technology amount and the itemised costs"), rule="R1-66")
def amounts_add_up(contract: Contract) -> Finding:
    parts = present(split_of(contract))
    adds_up = parts.is_possible and parts.technology == contract.declared_technology_amount
    return Finding(adds_up, technology=str(parts.technology), costs=str(parts.non_technical))


@check(CONTRACT_REVIEW, says=_("The technology share is not low as in a contract of sale"), rule="R1-67")
def share_is_not_low(contract: Contract) -> Finding:
    parts = present(split_of(contract))
    low = Flag.LOW in flags_of(contract, parts.technology)
    return Finding(not low, share=f"{percent(parts.technology, parts.total)}%")


@check(CONTRACT_REVIEW, says=_("No equipment is named where the whole price is technology"), rule="R1-67")
def full_share_has_no_equipment(contract: Contract) -> Finding:
    parts = present(split_of(contract))
    return Finding(Flag.FULL_WITH_EQUIPMENT not in flags_of(contract, parts.technology), title=contract.title)
