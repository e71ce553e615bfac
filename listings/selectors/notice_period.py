"""How long a listing's notice runs, what of it has run and what is left, in the unit of its rule."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from listings.enums import ListingState, Regime
from listings.models import Listing
from listings.pricing.notice import remaining_after_suspension
from listings.selectors.regime import notice_rule
from tte.codelists.calendar import Deadline, days_left, days_strip, period_end, working_days_left
from tte.codelists.enums import RuleKey, Unit
from tte.codelists.selectors.rules import RuleValue, rule
from tte.common.clock import official_date

EXACT_SECONDS = {Unit.SECONDS: 1, Unit.MINUTES: 60, Unit.HOURS: 3600}


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


def minimum_of(listing: Listing) -> RuleValue:
    """The rule of the listing's notice as it stood when it was published."""
    return notice_rule(listing.regime, listing.price, rule_set=listing.rule_set, on=official_date(listing.listed_at))


def counted(period: RuleValue, length: int, unit: str = "") -> RuleValue:
    """A period of another length, under the same rule."""
    return replace(period, value=Decimal(length), unit=Unit(unit or period.unit))


def notice_left(listing: Listing, now: datetime) -> NoticeLeft:
    """What is left of the notice of a listing."""
    return period_left(
        regime=listing.regime,
        price=listing.price,
        rule_set=listing.rule_set,
        listed_at=listing.counted_from,
        unit=listing.counted_unit,
        deadline=Deadline(listing.notice_ends_at, listing.notice_provisional),
        now=now,
    )


def period_left(
    *,
    regime: str,
    price: Decimal,
    rule_set: str,
    listed_at: datetime,
    deadline: Deadline,
    now: datetime,
    unit: str = "",
) -> NoticeLeft:
    """The same from plain values, as a list reads them."""
    period = notice_rule(regime, price, rule_set=rule_set, on=official_date(listed_at))
    period = replace(period, unit=Unit(unit or period.unit))
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


def end_of_count(listing: Listing) -> Deadline:
    """When what is being counted now is over, by the calendar as it stands."""
    period = counted(minimum_of(listing), listing.counted_length, listing.counted_unit)
    return period_end(listing.counted_from, period)


def elapsed_of(listing: Listing, at: datetime) -> int:
    """How much of the notice has run: whole days, the day of `at` not counted; seconds and minutes begun count not."""
    unit = Unit(listing.counted_unit)
    if unit in EXACT_SECONDS:
        ran = int((at - listing.counted_from).total_seconds() // EXACT_SECONDS[unit])
    else:
        deadline = Deadline(listing.notice_ends_at, listing.notice_provisional)
        working = unit == Unit.WORKING_DAYS
        yesterday = at - timedelta(days=1)
        left = working_days_left(yesterday, deadline) if working else days_left(yesterday, deadline)
        ran = listing.counted_length - left
    return listing.run_before + max(min(ran, listing.counted_length), 0)


def remaining_of(listing: Listing, elapsed: int) -> int:
    """What still runs of a suspended notice, in the unit it is counted in: extensions begun belong to it (R3-41)."""
    on = official_date(listing.listed_at)
    return remaining_after_suspension(
        original=listing.notice_length + listing.extensions_made * listing.extension_length,
        elapsed=elapsed,
        minimum=listing.notice_minimum,
        share=rule(RuleKey.RESUMED_SHARE, rule_set=listing.rule_set, on=on).fraction,
    )


def signable_from(listing: Listing) -> date | None:
    """The earliest day of signing where the price was negotiated and publicised; nothing else binds the day."""
    return earliest_signing(listing) if listing.regime == Regime.NEGOTIATED else None


def earliest_signing(listing: Listing) -> date | None:
    """The first day on which the contract of a publicised price may be signed: the day after the notice (R3-31)."""
    if listing.state == ListingState.SUSPENDED:
        return None
    return official_date(listing.notice_ends_at)
