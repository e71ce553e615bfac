"""The contract as a paper to read: its registration form in words, its price item by item."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from contracts.amounts import percent
from contracts.enums import ItemKind
from contracts.models import Contract, NonTechnicalItem
from contracts.selectors.amounts import flags_of, split_of
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label, path
from tte.common import formats
from tte.common.languages import is_chinese, name_of, spoken_language

Facts = list[tuple[str, str]]
DASH = "—"


@dataclass(frozen=True)
class SumRow:
    """A row of the calculator: what is taken off the total, and by which rule."""

    name: str
    note: str
    rule: str
    amount: str
    kept: bool


@dataclass(frozen=True)
class Sums:
    """The calculator (R1-60): total, deductions, what is left, its share and what the share makes one ask."""

    total: Decimal
    rows: list[SumRow]
    technology: Decimal
    share: Decimal
    flags: list[str]
    technology_width: int
    rest_width: int


def classification(contract: Contract) -> Facts:
    """How the contract is classified."""
    rows = [
        (_("Contract type"), _type(contract.contract_type)),
        (_("Type of intellectual property"), _name(CodeList.IP_TYPE, contract.ip_type)),
        (_("Technology field"), _name(CodeList.TECHNOLOGY_FIELD, contract.field)),
        (_("Socio-economic objective"), _name(CodeList.OBJECTIVE, contract.objective)),
        (_("Plan source"), _name(CodeList.PLAN_SOURCE, contract.plan_source)),
    ]
    if contract.licence_mode:
        rows.insert(1, (_("Licence mode"), label(CodeList.LICENCE_MODE, contract.licence_mode)))
    return rows


def parties(contract: Contract) -> Facts:
    rows = [(_("Seller"), name_of(contract.seller)), (_("Buyer"), name_of(contract.buyer))]
    if contract.batch_id is None:
        rows.append((_("Related parties"), _("yes") if contract.related_party else _("no")))
    return [*rows, (_("Registration agency"), name_of(contract.agency.organisation))]


def terms(contract: Contract) -> Facts:
    language = spoken_language()

    def day(value: date | None) -> str:
        return formats.long_date(value, language) if value else DASH

    return [
        (_("Date of signature"), day(contract.signed_on)),
        (_("Validity"), f"{day(contract.begins_on)} – {day(contract.ends_on)}"),
        (_("Payment method"), _name(CodeList.PAYMENT_METHOD, contract.payment_method)),
    ]


def sums_of(contract: Contract) -> Sums | None:
    """The calculator of a contract that has a total; what was taken over came with its amount approved."""
    parts = split_of(contract) if contract.batch_id is None else None
    if parts is None:
        return None
    items = list(contract.items.order_by("pk"))
    rows = [_row(item, line.kept, line.deducted) for item, line in zip(items, parts.lines, strict=True)]
    share = percent(parts.technology, parts.total)
    width = max(0, min(400, round(share * 4)))
    return Sums(
        total=parts.total,
        rows=rows,
        technology=parts.technology,
        share=share,
        flags=[flag.value for flag in flags_of(contract, parts.technology)],
        technology_width=width,
        rest_width=400 - width,
    )


def capitals(contract: Contract) -> str:
    """The total in capital figures, as Chinese contracts write it."""
    if contract.total_amount is None or not is_chinese():
        return ""
    return f"人民币{formats.capital_amount(contract.total_amount)}"


def _row(item: NonTechnicalItem, kept: int, deducted: Decimal) -> SumRow:
    carrier = item.kind == ItemKind.CARRIER
    pieces = f"{formats.count(item.quantity)} × {formats.yuan(item.amount)}"
    if carrier:
        pieces = _("%(pieces)s; %(kept)d within the reasonable quantity stay") % {"pieces": pieces, "kept": kept}
    amount = formats.yuan(-deducted) if deducted else formats.yuan(0)
    note = f"{item.get_kind_display()}　{pieces}"
    return SumRow(item.name, note, "R1-62" if carrier else "R1-60", amount, kept=not deducted)


def _name(code_list: CodeList, code: str) -> str:
    return label(code_list, code) if code else DASH


def _type(code: str) -> str:
    return f"{' · '.join(path(CodeList.CONTRACT_TYPE, code))}　{code}" if code else DASH
