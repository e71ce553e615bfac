"""Cells that several lists draw alike. Each is made once a row, in Python."""

from datetime import datetime

from django.utils.html import format_html

from tte.common.icons import icon
from tte.common.templatetags.figures import end_moment, iso, short_date


def dim(text: object) -> str:
    return format_html('<span class="dim">{}</span>', text)


def due(words: str, *, over: bool, tone: str = "") -> str:
    """How much time is left, in words: a triangle where it is over, a clock where it runs."""
    return format_html('<span class="due {}">{}<b>{}</b></span>', tone, icon("fault" if over else "clock"), words)


def day(at: datetime | None) -> str:
    return format_html('<time datetime="{}">{}</time>', iso(at), short_date(at)) if at else ""


def end(at: datetime | None) -> str:
    """When a period is over: midnight is the end of its eve."""
    return format_html('<time datetime="{}">{}</time>', iso(at), end_moment(at)) if at else ""
