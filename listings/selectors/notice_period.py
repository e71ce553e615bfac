"""How much of a listing's notice is left, in the unit of its rule, with the strip of its days."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from listings.models import Listing
from listings.selectors.regime import notice_rule
from tte.codelists.calendar import Deadline, days_left, days_strip, working_days_left
from tte.codelists.enums import Unit
from tte.common.clock import official_date


@dataclass(frozen=True)
class NoticeLeft:
    """`left` is None where the period is counted by the clock; `strip` holds past, today, open and off."""

    ends_at: datetime
    left: int | None
    unit: str
    strip: list[str]
    rule: str
    provisional: bool
    demonstration: bool


def notice_left(listing: Listing, now: datetime) -> NoticeLeft:
    """What is left of the notice of a listing."""
    return period_left(
        regime=listing.regime,
        price=listing.price,
        rule_set=listing.rule_set,
        listed_at=listing.listed_at,
        deadline=Deadline(listing.notice_ends_at, listing.notice_provisional),
        now=now,
    )


def period_left(
    *, regime: str, price: Decimal, rule_set: str, listed_at: datetime, deadline: Deadline, now: datetime
) -> NoticeLeft:
    """The same from plain values, as a list reads them."""
    period = notice_rule(regime, price, rule_set=rule_set, on=official_date(listed_at))
    working = period.unit == Unit.WORKING_DAYS
    left, strip = None, []
    if period.counts_days:
        left = working_days_left(now, deadline) if working else days_left(now, deadline)
        strip = [day.mark for day in days_strip(listed_at, deadline, now, working_days=working)]
    return NoticeLeft(
        ends_at=deadline.at,
        left=left,
        unit=str(period.unit),
        strip=strip,
        rule=period.rule_id,
        provisional=deadline.provisional,
        demonstration=period.demonstration,
    )
