"""Figures, dates and moments in the page's language. A builtin of the template engine. How to use: docs/style.md."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tte.common import formats
from tte.common.clock import official_date
from tte.common.languages import spoken_language

register = template.Library()


def official_day(value: date | datetime) -> date:
    return official_date(value) if isinstance(value, datetime) else value


@register.filter
def yuan(amount: Decimal | int | None) -> str:
    return "" if amount is None else formats.yuan(amount)


@register.filter
def wan(amount: Decimal | int | None) -> str:
    return "" if amount is None else formats.wan(amount, spoken_language()) or ""


@register.filter
def prose_amount(amount: Decimal | int | None) -> str:
    return "" if amount is None else formats.prose_amount(amount, spoken_language())


@register.filter
def capital_amount(amount: Decimal | int) -> str:
    return formats.capital_amount(amount)


@register.filter
def thousands(number: int | Decimal | None) -> str:
    return "" if number is None else formats.count(number)


@register.filter
def short_date(value: date | datetime | None) -> str:
    today = official_day(datetime.now(UTC))
    return "" if value is None else formats.short_date(official_day(value), spoken_language(), today=today)


@register.filter
def long_date(value: date | datetime | None) -> str:
    return "" if value is None else formats.long_date(official_day(value), spoken_language())


@register.filter
def weekday_date(value: date | datetime) -> str:
    return formats.long_date(official_day(value), spoken_language(), weekday=True)


@register.filter
def moment(value: datetime | None) -> str:
    return "" if value is None else formats.moment(value, spoken_language(), zone=settings.TTE_TIME_ZONE)


@register.filter
def clock_time(value: datetime | None) -> str:
    return (
        "" if value is None else formats.moment(value, spoken_language(), zone=settings.TTE_TIME_ZONE, with_date=False)
    )


@register.filter
def due_moment(value: datetime | None) -> str:
    return "" if value is None else formats.due_moment(value, spoken_language(), zone=settings.TTE_TIME_ZONE)


@register.filter
def end_moment(value: datetime | None) -> str:
    return "" if value is None else formats.end_moment(value, spoken_language(), zone=settings.TTE_TIME_ZONE)


@register.filter
def file_size(size: int) -> str:
    return formats.file_size(size)


@register.filter
def iso(value: date | datetime | None) -> str:
    return "" if value is None else value.isoformat()


@register.simple_tag
def price(amount: Decimal | int | None, large: bool = False) -> SafeString:
    """¥3,200,000 320 万元; without an amount: by negotiation."""
    if amount is None:
        return format_html('<span class="price-open">{}</span>', _("By negotiation"))
    beside = formats.wan(amount, spoken_language())
    small = format_html(" <small>{}</small>", beside) if beside else ""
    shape = "price is-l" if large else "price"
    return format_html('<span class="{}"><b>{}</b>{}</span>', shape, formats.yuan(amount), small)


@register.simple_tag
def as_of(at: datetime, position: int | None = None) -> SafeString:
    """The as-of stamp: when the figures on this page were true, and up to which place of the feed."""
    cells = [
        (_("As of"), formats.moment(at, spoken_language(), zone=settings.TTE_TIME_ZONE, named=False), at.isoformat())
    ]
    stamp = format_html_join("", '<span>{0}</span><span><b><time datetime="{2}">{1}</time></b></span>', cells)
    place = "" if position is None else format_html("<span>{} <b>{}</b></span>", _("Feed"), formats.count(position))
    return format_html('<span class="asof">{}{}</span>', stamp, place)
