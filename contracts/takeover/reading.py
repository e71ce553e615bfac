"""Cells of an old register, read into values. What cannot be read is a fault that says what would do."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from contracts.numbers import parts_of
from contracts.takeover.types import OLD_NAMES
from tte.accounts.identifiers import check_credit_code
from tte.codelists.enums import CodeList
from tte.codelists.selectors.words import codes_by_word, plain_name, region_of_name
from tte.common.errors import DomainError
from tte.imports.kinds import Fault, Row

DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M:%S")
VALID = ("", "有效", "已登记", "登记", "valid", "registered")
MANY = 12
WAN = Decimal(10_000)
FEN = Decimal("0.01")
LARGEST = Decimal(10) ** 14
CODED = {
    "contract_type": CodeList.CONTRACT_TYPE,
    "field": CodeList.TECHNOLOGY_FIELD,
    "ip_type": CodeList.IP_TYPE,
    "plan_source": CodeList.PLAN_SOURCE,
    "objective": CodeList.OBJECTIVE,
    "licence_mode": CodeList.LICENCE_MODE,
    "seller_type": CodeList.PARTY_TYPE,
    "buyer_type": CodeList.PARTY_TYPE,
    "seller_region": CodeList.REGION,
    "buyer_region": CodeList.REGION,
}
DEFAULTS = {"ip_type": "00", "plan_source": "P0"}
ORDINARY = "O"


@dataclass
class Old:
    """A contract of the old register as it will stand in ours."""

    line: int
    number: str = ""
    registered_on: date = date.min
    signed_on: date | None = None
    title: str = ""
    total: Decimal = Decimal(0)
    technology: Decimal = Decimal(0)
    codes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    credit_codes: dict[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.registered_on.year

    @property
    def type_class(self) -> str:
        return self.codes["contract_type"][:1]


@dataclass
class Reader:
    """How some rows are to be read: whose register it is, in which unit its amounts are, up to which day."""

    region_code: str
    unit: Decimal
    until: date

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """For each list every way an entry may be written → its code."""
        return {code_list: names_of(code_list) for code_list in set(CODED.values())}

    def read(self, row: Row) -> tuple[Old, list[Fault]]:
        """The contract of a row and what is wrong with it."""
        old, faults = Old(row.line), []
        for name, reading in READINGS.items():
            given = row.values[name]
            try:
                reading(self, old, name, given)
            except DomainError as refusal:
                faults.append(Fault(row.line, name, refusal.message, refusal.values, given))
        faults += [Fault(row.line, *fault) for fault in self._together(old, {fault.field for fault in faults})]
        return old, faults

    def _together(self, old: Old, wrong: set) -> Iterator[tuple]:
        """What is wrong between the values of a row that are right in themselves."""
        if not wrong & {"number", "registered_on"}:
            parts = parts_of(old.number)
            if parts.year != old.year:
                sentence = _("The number says %(said)s, the date %(dated)s (R1-33, R1-34)")
                yield "registered_on", sentence, {"said": str(parts.year), "dated": str(old.year)}, old.number
        if not wrong & {"total", "technology"} and old.technology > old.total:
            sentence = _("The technology amount is above the contract amount (R1-66)")
            yield "technology", sentence, {}, f"{old.technology:,.2f} > {old.total:,.2f}"

    def number(self, old: Old, name: str, given: str) -> None:
        digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", given))
        try:
            parts = parts_of(digits)
        except ValueError:
            raise Unreadable(_("A registration number has 16 digits, an older one 14 (R1-32, R1-33)")) from None
        if parts.region_code[:2] != self.region_code[:2]:
            sentence = _("The number is of region %(found)s, the register of %(expected)s")
            raise Unreadable(sentence, found=parts.region_code, expected=self.region_code)
        old.number = digits

    def day(self, old: Old, name: str, given: str) -> None:
        if not given and name == "signed_on":
            return
        found = day_of(given)
        if found is None:
            raise Unreadable(_("This is no date; write it as 2019-03-05"))
        if found > self.until:
            raise Unreadable(_("The date lies after the day of take-over"))
        setattr(old, name, found)

    def amount(self, old: Old, name: str, given: str) -> None:
        plain = re.sub(r"[,，\s￥¥元]", "", unicodedata.normalize("NFKC", given))
        try:
            yuan = Decimal(plain) * self.unit
        except InvalidOperation:
            raise Unreadable(_("This is no amount; write it in figures, such as 1250000.00")) from None
        if not yuan.is_finite() or not 0 < yuan < LARGEST:
            raise Unreadable(_("The amount must be above zero"))
        if yuan != yuan.quantize(FEN):
            raise Unreadable(_("The amount has parts of a fen"))
        setattr(old, name, yuan.quantize(FEN))

    def coded(self, old: Old, name: str, given: str) -> None:
        known = self.names[CODED[name]]
        code = known.get(plain_name(given)) if given else DEFAULTS.get(name, "")
        if code is None and name.endswith("_region"):
            code = region_of_name(given, known)
        if code is None:
            shown = "、".join(sorted(set(known.values()))[:MANY])
            raise Unreadable(_("The list has no such entry. It has, among others: %(codes)s"), codes=shown)
        if not code and name not in ("objective", "licence_mode"):
            raise Unreadable(_("This must be given"))
        if name == "licence_mode" and not code and old.codes.get("contract_type", "").startswith("3"):
            code = ORDINARY  # R1-01: a silent or unclear mode is ordinary
        old.codes[name] = code

    def text(self, old: Old, name: str, given: str) -> None:
        if not given:
            raise Unreadable(_("This must be given"))
        if name == "title":
            old.title = given[:300]
        else:
            old.names[name] = given[:200]

    def credit_code(self, old: Old, name: str, given: str) -> None:
        if given:
            old.credit_codes[name.removesuffix("_code")] = check_credit_code(given).value

    def status(self, old: Old, name: str, given: str) -> None:
        if given.lower() not in VALID:
            raise Unreadable(_("Only contracts in force are taken over; leave cancelled and revoked ones out (R1-54)"))


class Unreadable(DomainError):
    code = "unreadable"


READINGS = {
    "number": Reader.number,
    "registered_on": Reader.day,
    "title": Reader.text,
    "contract_type": Reader.coded,
    "licence_mode": Reader.coded,
    "seller": Reader.text,
    "seller_code": Reader.credit_code,
    "seller_type": Reader.coded,
    "seller_region": Reader.coded,
    "buyer": Reader.text,
    "buyer_code": Reader.credit_code,
    "buyer_type": Reader.coded,
    "buyer_region": Reader.coded,
    "field": Reader.coded,
    "ip_type": Reader.coded,
    "plan_source": Reader.coded,
    "objective": Reader.coded,
    "total": Reader.amount,
    "technology": Reader.amount,
    "signed_on": Reader.day,
    "status": Reader.status,
}


def names_of(code_list: str) -> dict[str, str]:
    return (OLD_NAMES if code_list == CodeList.CONTRACT_TYPE else {}) | codes_by_word(code_list, ended=True)


def day_of(given: str) -> date | None:
    text = unicodedata.normalize("NFKC", given).strip().replace("T", " ").split(".0")[0]
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a date has no zone
        except ValueError:
            continue
    return None
