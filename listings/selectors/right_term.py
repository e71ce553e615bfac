"""When a right ends by the law, as a suggestion: the register of the right has the last word (rules 4.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from listings.models import IPRight
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule


@dataclass(frozen=True)
class Term:
    """The day it ends, and the rule that says so."""

    ends_on: date
    rule: RuleValue


def _filing(right: IPRight) -> date | None:
    return right.filed_on


def _grant(right: IPRight) -> date | None:
    return right.granted_on


def _earlier_of_filing_and_use(right: IPRight) -> date | None:
    return min((day for day in (right.filed_on, right.published_on) if day), default=None)


def _end_of_the_year_of_publication(right: IPRight) -> date | None:
    return right.published_on and date(right.published_on.year, 12, 31)


BEGINS: dict[str, tuple[RuleKey, Callable[[IPRight], date | None]]] = {
    "11": (RuleKey.TERM_INVENTION, _filing),
    "12": (RuleKey.TERM_UTILITY_MODEL, _filing),
    "13": (RuleKey.TERM_DESIGN, _filing),
    "30": (RuleKey.TERM_SOFTWARE, _end_of_the_year_of_publication),
    "40": (RuleKey.TERM_LAYOUT, _earlier_of_filing_and_use),
    "50": (RuleKey.TERM_VARIETY, _grant),
}


def has_end(ip_type: str) -> bool:
    """Whether rights of this type end on a day that a register knows; a patent of any kind does."""
    return ip_type in BEGINS or ip_type.startswith("1")


def end_of(right: IPRight) -> date | None:
    """The day that is stated, else the one on which its term is over; none where nobody can say."""
    term = None if right.expires_on else term_of(right)
    return term.ends_on if term else right.expires_on


def term_of(right: IPRight) -> Term | None:
    """The end that follows from what is given; none for a right without a term, or without the day it runs from."""
    if right.ip_type not in BEGINS:
        return None
    key, begins = BEGINS[right.ip_type]
    first = begins(right)
    if first is None:
        return None
    found = rule(key)
    return Term(_years_after(first, found.number), found)


def _years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February ends a day earlier where that year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
