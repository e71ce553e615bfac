"""What stands on one certificate, made once and placed by the PDF template and by the page alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.certificate import words
from contracts.certificate.words import Pair
from contracts.numbers import grouped
from tte.common import formats

ZH, EN = "zh-hans", "en"


@dataclass(frozen=True)
class Row:
    label: Pair
    value: Pair
    code: str = ""


@dataclass(frozen=True)
class Sum:
    label: Pair
    figure: str
    capitals: str


@dataclass(frozen=True)
class Sheet:
    """`address` is where the QR code leads; `seal` an uploaded seal, or None: then the sheet says it is a specimen."""

    number: str
    version: int
    agency: Pair
    rows: tuple[Row, ...]
    sums: tuple[Sum, Sum]
    persons: Pair
    registered_on: date
    check: str
    address: str
    seal: bytes | None = None

    @property
    def groups(self) -> list[str]:
        return grouped(self.number)

    @property
    def heading(self) -> Pair:
        return words.HEADING

    @property
    def date(self) -> Pair:
        return in_both(self.registered_on)

    @property
    def foot(self) -> Pair:
        return words.foot(self.version)


def in_both(day: date) -> Pair:
    return formats.long_date(day, ZH), formats.long_date(day, EN)


def dates(signed_on: date | None, begins_on: date | None, ends_on: date | None) -> Pair:
    """Signature and validity as far as they are known; of an older register often neither is."""
    signed = in_both(signed_on) if signed_on else ("—", "—")
    if not (begins_on and ends_on):
        return signed
    (from_zh, from_en), (to_zh, to_en) = in_both(begins_on), in_both(ends_on)
    return f"{signed[0]}；{from_zh}至 {to_zh}", f"{signed[1]}; {from_en} to {to_en}"


def amount(label: Pair, value: Decimal) -> Sum:
    return Sum(label, f"¥{value:,.2f}", f"人民币{formats.capital_amount(value)}")
