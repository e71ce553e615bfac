"""From the contract amount to the technology amount (R1-60..R1-67): arithmetic only, no Django, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

EQUIPMENT_WORDS = (
    *("设备", "仪器", "装备", "机组", "器材", "原材料", "零部件", "生产线"),
    *("equipment", "instrument", "apparatus", "machine", "raw material", "production line"),
)


@dataclass(frozen=True)
class Item:
    """An itemised cost (R1-64): so many pieces at so much each. A carrier embodies the technology itself."""

    name: str
    quantity: int
    price: Decimal
    carrier: bool = False

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


@dataclass(frozen=True)
class Line:
    """What becomes of an item: `kept` pieces stay in the technology amount, the others are `deducted`."""

    item: Item
    kept: int

    @property
    def deducted(self) -> Decimal:
        return (self.item.quantity - self.kept) * self.item.price


class Flag(StrEnum):
    """What the ratio of technology to total makes a registrar ask (R1-67)."""

    LOW = "low"
    FULL_WITH_EQUIPMENT = "full_with_equipment"


@dataclass(frozen=True)
class Split:
    """The total and what is left of it: total = technology + non-technical costs, always (R1-66)."""

    total: Decimal
    lines: tuple[Line, ...]

    @property
    def non_technical(self) -> Decimal:
        return sum((line.deducted for line in self.lines), Decimal(0))

    @property
    def technology(self) -> Decimal:
        return self.total - self.non_technical

    @property
    def is_possible(self) -> bool:
        """R1-66: something is left, and never more than the total."""
        return 0 < self.technology <= self.total


def split(total: Decimal, items: Sequence[Item], *, reasonable_sets: int) -> Split:
    """Deduct every item but a reasonable quantity of each carrier (R1-60, R1-62), counted over all rows of its name."""
    left: dict[str, int] = {}
    lines = []
    for item in items:
        kept = 0
        if item.carrier:
            name = item.name.strip().casefold()
            kept = min(item.quantity, left.get(name, reasonable_sets))
            left[name] = left.get(name, reasonable_sets) - kept
        lines.append(Line(item, kept))
    return Split(total, tuple(lines))


def percent(part: Decimal, total: Decimal) -> Decimal:
    """The share of `part` in percent, to one decimal."""
    return (100 * part / total).quantize(Decimal("0.1"))


def flags(technology: Decimal, total: Decimal, *, floor_percent: Decimal, text: str) -> list[Flag]:
    """R1-67: below the usual share, or the whole price although the contract speaks of equipment."""
    found = []
    if 100 * technology < floor_percent * total:
        found.append(Flag.LOW)
    if technology == total and any(word in text.casefold() for word in EQUIPMENT_WORDS):
        found.append(Flag.FULL_WITH_EQUIPMENT)
    return found
