"""What the old register says it holds, year by year, beside what the file holds and what stands in ours now."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from contracts.models import ContractFact
from contracts.takeover.reading import Old
from institutions.models import Agency
from tte.common.errors import DomainError

FEN = Decimal(100)


class TotalsUnreadable(DomainError):
    code = "totals_unreadable"


@dataclass(frozen=True)
class Totals:
    """A count of contracts and their two amounts in yuan (R2-01)."""

    count: int = 0
    total: Decimal = Decimal(0)
    technology: Decimal = Decimal(0)

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(self.count + other.count, self.total + other.total, self.technology + other.technology)

    def __sub__(self, other: "Totals") -> "Totals":
        return Totals(self.count - other.count, self.total - other.total, self.technology - other.technology)

    def __str__(self) -> str:
        words = _("%(count)s contracts, %(total)s yuan, of it technology %(technology)s yuan")
        return words % {
            "count": f"{self.count:,}",
            "total": f"{self.total:,.2f}",
            "technology": f"{self.technology:,.2f}",
        }

    def kept(self) -> list:
        return [self.count, str(self.total), str(self.technology)]

    @classmethod
    def of(cls, kept: list | None) -> "Totals":
        return cls(kept[0], Decimal(kept[1]), Decimal(kept[2])) if kept else cls()


def read_stated(text: str, unit: Decimal) -> dict[str, Totals]:
    """A year a line: year, number of contracts, contract amount, technology amount, in the unit of the file."""
    stated = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        cells = re.split(r"[\s;；\t|]+", line.replace(",", "").replace("，", ""))
        try:
            year, count, total, technology = cells
            stated[str(int(year))] = Totals(int(count), Decimal(total) * unit, Decimal(technology) * unit)
        except (ValueError, InvalidOperation):
            sentence = _("“%(line)s” is not year, number of contracts, contract amount, technology amount")
            raise TotalsUnreadable(sentence, line=line) from None
    return stated


def add_up(figures: dict, name: str, olds: list[Old]) -> None:
    """Add contracts to the figures kept with a batch: by year, and by type under the year."""
    kept = figures.setdefault(name, {})
    for old in olds:
        one = Totals(1, old.total, old.technology)
        for key in (str(old.year), f"{old.year}/{old.type_class}"):
            kept[key] = (Totals.of(kept.get(key)) + one).kept()


def registered_totals(agency: Agency) -> dict[str, Totals]:
    """What statistics count for the agency, by year of registration (R2-02) and by type under the year."""
    rows = (
        ContractFact.objects.filter(agency_key=agency.pk)
        .values("month__year", "contract_type")
        .annotate(n=Count("pk"), total=Sum("total_fen"), technology=Sum("technology_fen"))
    )
    found: dict[str, Totals] = {}
    for row in rows:
        one = Totals(row["n"], row["total"] / FEN, row["technology"] / FEN)
        for key in (str(row["month__year"]), f"{row['month__year']}/{row['contract_type'][:1]}"):
            found[key] = found.get(key, Totals()) + one
    return found
