"""Marks, time limits, life line, checklist, notes: the small parts of pages. A builtin of the template engine."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.common import formats, icons
from tte.common.languages import is_chinese, spoken_language
from tte.common.marks import maturity, rule_chip, state, trl
from tte.common.parts import Requirement, Station

register = template.Library()

NOTE_ICONS = {"info": "info", "heed": "clock", "fault": "fault", "official": "certificate"}


@register.simple_tag
def icon(name: str, large: bool = False) -> SafeString:
    return icons.icon(name, large=large)


register.simple_tag(state)
register.simple_tag(trl)
register.simple_tag(maturity)
register.simple_tag(rule_chip, name="rule")


@register.simple_tag
def seal_mark(character: str = "", solid: bool = False) -> SafeString:
    """The square before an official act: one character on Chinese pages, the bare square on English ones."""
    if not is_chinese() or not character:
        return mark_safe('<span class="key-sq" aria-hidden="true"></span>')
    shape = "sealmark" if solid else "sealmark is-line"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', shape, character)


@register.simple_tag
def day_strip(days: Iterable[str], tone: str = "") -> SafeString:
    """One mark a day: past, today, open, or off for a day that does not count. Always beside words."""
    marks = {"past": "p", "today": "t", "open": "", "off": "o"}
    cells = "".join(f'<i class="{marks[day]}"></i>' if marks[day] else "<i></i>" for day in days)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', f"days {tone}".strip(), mark_safe(cells))


def left_in_words(left: int, unit: str) -> str:
    if left < 0:
        if unit == "working_days":
            return ngettext("%(n)d working day overdue", "%(n)d working days overdue", -left) % {"n": -left}
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    if unit == "working_days":
        return ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def time_in_words(at: datetime) -> tuple[str, int]:
    """Words for a period that is counted by the clock, and whole days left (0 on the last, −1 when over)."""
    seconds = (at - datetime.now(UTC)).total_seconds()
    if seconds < 0:
        return _("%(time)s overdue") % {"time": formats.duration(-seconds, spoken_language())}, -1
    return _("%(time)s left") % {"time": formats.duration(seconds, spoken_language())}, int(seconds // 86400) + 1


@register.inclusion_tag("components/due.html")
def due(
    at: datetime,
    left: int | None = None,
    unit: str = "working_days",
    days: object = None,
    rule: str = "",
    zone: bool = False,
    period: bool = False,
) -> dict:
    """How much time is left, and to when. Give `left` for working days and days; without it the clock counts.

    `days` is the strip (past, today, open, off). Heed at two days or fewer, fault when over. `zone` names the clock.
    A `period` that runs out has ended; any other limit that passes is overdue.
    """
    if left is None:
        words, left = time_in_words(at)
        tone = "is-fault" if left < 0 else "is-heed" if (at - datetime.now(UTC)).total_seconds() < 60 else ""
    else:
        words = left_in_words(left, unit)
        tone = "is-fault" if left < 0 else "is-heed" if left <= 2 else ""
    over = left < 0
    if over and period:
        words, tone, over = _("Ended"), "", False
    named = formats.zone_name(settings.TTE_TIME_ZONE, spoken_language(), at) if zone else ""
    chip = rule_chip(rule)
    return {"at": at, "words": words, "tone": tone, "over": over, "days": days, "chip": chip, "zone": named}


@register.inclusion_tag("components/life_line.html")
def life_line(stations: Iterable[Station], label: str = "") -> dict:
    """The stations of a thing: solid = done, ring = now, open = to come, half = stopped, square = official act."""
    forms = {"done": "done", "now": "now", "todo": "next", "stop": "now stop"}
    rows = [(station, forms[station.form], isinstance(station.date, date)) for station in stations]
    return {"rows": rows, "label": label or _("Life line")}


LISTED, DRAWN = ("wrong", "open", "done"), ("done", "wrong", "open")  # as the lines follow, as the bar fills
DONE_SHOWN = 3  # more that are done are folded away


@register.inclusion_tag("components/checklist.html")
def checklist(items: Iterable[Requirement], title: str = "") -> dict:
    """What is missing: wrong first, open next, done last and folded where many; a line leads to what mends it."""
    rows = sorted(items, key=lambda item: LISTED.index(item.state))
    missing = sum(item.state != "done" for item in rows)
    shown = len(rows) if len(rows) - missing <= DONE_SHOWN else missing
    said = ngettext("%(n)d item missing", "%(n)d items missing", missing) % {"n": missing}
    return {
        "rows": rows[:shown],
        "finished": rows[shown:],
        "bar": [item.state for item in sorted(rows, key=lambda item: DRAWN.index(item.state))],
        "title": title or (said if missing else _("Nothing is missing")),
        "done": len(rows) - missing,
        "total": len(rows),
    }


@register.simple_block_tag(end_name="endnote")
def note(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A note on the page: info, heed, fault or official; `title` is its bold first clause."""
    shape, content = "note" if kind == "info" else f"note is-{kind}", content.strip()
    lead = format_html("<b>{}{}</b>{}", title, *_joint(title, content)) if title else ""
    return format_html(
        '<div class="{}">{}<div>{}{}</div></div>', shape, icons.icon(NOTE_ICONS[kind]), lead, mark_safe(content)
    )


BLOCKS = ("<p", "<ul", "<ol", "<form", "<dl")


def _joint(title: str, content: str) -> tuple[str, str]:
    """What stands between the bold clause and the rest: its full stop where it has none, and a space."""
    ended = title[-1] in "。：，；！？.:,;!?" or content[:1] in "，。,." or content.startswith(BLOCKS)
    if is_chinese():
        return "" if ended else "：", ""
    return "" if ended or not content[:1].isupper() else ".", " "


@register.simple_block_tag(end_name="endempty_state")
def empty_state(content: str, title: str, level: int = 2) -> SafeString:
    """What this place is for (`title`, then the block) and, inside the block, the first act."""
    return format_html('<div class="empty"><h{0} class="h-sect">{1}</h{0}>{2}</div>', level, title, mark_safe(content))


@register.simple_block_tag(end_name="endconfirm")
def confirm(content: str, label: str, title: str, official: bool = False, shape: str = "") -> SafeString:
    """An act that asks once more. The block holds the form and its button; without JavaScript it unfolds in place."""
    context = {"content": mark_safe(content), "label": label, "title": title, "official": official, "shape": shape}
    return render_to_string("components/confirm.html", context)
