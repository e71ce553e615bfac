"""What a statistics page is asked for, from the address. Anything that makes no sense falls to the default."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from tte.codelists.enums import CodeList
from tte.codelists.selectors import is_code
from tte.common.clock import today
from tte.statistics.enums import Measure, Side
from tte.statistics.slices import Slice

FIRST_YEAR = 1984


@dataclass(frozen=True)
class Question:
    """A year of registrations (R2-02), of one region or all, counted by seller or by buyer (R2-03)."""

    year: int
    region: str = ""
    side: str = Side.OUTPUT
    measure: str = Measure.TURNOVER

    def slice(self, *dims: str, years_back: int = 0) -> Slice:
        year = self.year - years_back
        return Slice(dims, self.conditions, date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def conditions(self) -> dict[str, list[str]]:
        dimension = "seller_region" if self.side == Side.OUTPUT else "buyer_region"
        return {dimension: [self.region]} if self.region else {}

    @property
    def stated(self) -> dict[str, str]:
        """The conditions as they are kept with an export."""
        return {"year": str(self.year), "region": self.region, "side": self.side}

    def address(self, **changes: object) -> str:
        asked = replace(self, **changes)
        parts = {"year": asked.year, "region": asked.region, "side": asked.side, "measure": asked.measure}
        return "?" + urlencode({name: value for name, value in parts.items() if value})


def question_of(given: QueryDict) -> Question:
    year, region = given.get("year", ""), given.get("region", "")
    this_year = today().year
    sensible_year = year.isdecimal() and len(year) == 4 and FIRST_YEAR <= int(year) <= this_year + 1
    side, measure = given.get("side"), given.get("measure")
    return Question(
        year=int(year) if sensible_year else this_year,
        region=region if is_code(CodeList.REGION, region) else "",
        side=side if side in Side.values else Side.OUTPUT,
        measure=measure if measure in Measure.values else Measure.TURNOVER,
    )
