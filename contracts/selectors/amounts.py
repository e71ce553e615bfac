"""A contract's own amounts, by the rules in force: what is deducted, what is left, what a registrar should ask."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.amounts import Flag, Item, Split, flags, split
from contracts.enums import ItemKind
from contracts.models import Contract, NonTechnicalItem
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.presence import present


def split_of(contract: Contract, costs: Sequence[NonTechnicalItem] | None = None) -> Split | None:
    """The declared technology amount and how it comes about; None while there is no total.

    `costs` stand in place of those on record.
    """
    if contract.total_amount is None:
        return None
    sets = rule(RuleKey.CARRIER_SETS, scope=contract.agency.region_code, rule_set=contract.rule_set).number
    items = [
        Item(item.name, item.quantity, item.amount, carrier=item.kind == ItemKind.CARRIER)
        for item in (contract.items.order_by("pk") if costs is None else costs)
    ]
    return split(contract.total_amount, items, reasonable_sets=sets)


def flags_of(contract: Contract, technology: Decimal) -> list[Flag]:
    floor = rule(RuleKey.RATIO_LOW, scope=contract.agency.region_code, rule_set=contract.rule_set).value
    text = f"{contract.title} {contract.title_en}"
    return flags(technology, present(contract.total_amount), floor_percent=floor, text=text)
