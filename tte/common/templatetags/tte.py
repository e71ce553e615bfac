"""The components of the pages: a builtin of the template engine, so no page loads it. How to use: docs/style.md."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.forms import BaseForm, BaseFormSet, Form
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.common import fieldviews, formats, icons
from tte.common.clock import official_date
from tte.common.facets import facet_panel
from tte.common.languages import HAN, is_chinese, spoken_language
from tte.common.marks import maturity, rule_chip, state, trl
from tte.common.parts import Requirement, Station

register = template.Library()

LATIN_WORD, CODE = re.compile("[A-Za-z]{2,}"), re.compile(r"[\w./-]*\d[\w./-]*")
NOTE_ICONS = {"info": "info", "heed": "clock", "fault": "fault", "official": "certificate"}


def official_day(value: date | datetime) -> date:
    return official_date(value) if isinstance(value, datetime) else value


# --- figures, dates and moments -----------------------------------------------------------------------------------


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


@register.filter
def named(thing: object) -> SafeString | str:
    """The name of a thing in the page's language; where there is none the other name, marked with its own language."""
    zh, en = getattr(thing, "name_zh", ""), getattr(thing, "name_en", "")
    return in_page_language(zh, en)


@register.filter
def as_written(text: object) -> SafeString:
    """What somebody wrote, a name above all: marked with its own language where the page speaks another one."""
    words = conditional_escape(text)
    page, own = is_chinese(), written_in(str(text))
    return words if not own or page == (own == "zh-Hans") else format_html('<span lang="{}">{}</span>', own, words)


@register.filter
def written_in(text: str) -> str:
    """The language of a text by its script; codes and figures have none."""
    if HAN.search(text):
        return "zh-Hans"
    return "en" if LATIN_WORD.search(text) and not CODE.fullmatch(text) else ""


@register.simple_tag(name="title_of")
def in_page_language(zh: str, en: str) -> SafeString | str:
    """A title in the page's language, or the other one marked with its own language."""
    first, other, code = (zh, en, "en") if is_chinese() else (en, zh, "zh-Hans")
    return first or format_html('<span lang="{}">{}</span>', code, other)


# --- small marks ----------------------------------------------------------------------------------------------------


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


# --- time limits ----------------------------------------------------------------------------------------------------


@register.simple_tag
def day_strip(days: Iterable[str], tone: str = "") -> SafeString:
    """One mark a day: past, today, open, or off for a day that does not count. Always beside words."""
    marks = {"past": "p", "today": "t", "open": "", "off": "o"}
    cells = "".join(f'<i class="{marks[day]}"></i>' if marks[day] else "<i></i>" for day in days)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', f"days {tone}".strip(), mark_safe(cells))


def left_in_words(left: int, unit: str) -> str:
    if left < 0:
        if unit == "working_days":
            return ngettext("%(n)d working day over", "%(n)d working days over", -left) % {"n": -left}
        return ngettext("%(n)d day over", "%(n)d days over", -left) % {"n": -left}
    if unit == "working_days":
        return ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def time_in_words(at: datetime) -> tuple[str, int]:
    """Words for a period that is counted by the clock, and whole days left (0 on the last, −1 when over)."""
    seconds = (at - datetime.now(UTC)).total_seconds()
    if seconds < 0:
        return _("%(time)s over") % {"time": formats.duration(-seconds, spoken_language())}, -1
    return _("%(time)s left") % {"time": formats.duration(seconds, spoken_language())}, int(seconds // 86400) + 1


@register.inclusion_tag("components/due.html")
def due(
    at: datetime,
    left: int | None = None,
    unit: str = "working_days",
    days: object = None,
    rule: str = "",
    zone: bool = False,
) -> dict:
    """How much time is left, and to when. Give `left` for working days and days; without it the clock counts.

    `days` is the strip (past, today, open, off). Heed at two days or fewer, fault when over. `zone` names the clock.
    """
    if left is None:
        words, left = time_in_words(at)
        tone = "is-fault" if left < 0 else "is-heed" if (at - datetime.now(UTC)).total_seconds() < 60 else ""
    else:
        words = left_in_words(left, unit)
        tone = "is-fault" if left < 0 else "is-heed" if left <= 2 else ""
    named = formats.zone_name(settings.TTE_TIME_ZONE, spoken_language(), at) if zone else ""
    chip = rule_chip(rule)
    return {"at": at, "words": words, "tone": tone, "over": left < 0, "days": days, "chip": chip, "zone": named}


# --- life line, checklist, notes --------------------------------------------------------------------------------------


@register.inclusion_tag("components/life_line.html")
def life_line(stations: Iterable[Station], label: str = "") -> dict:
    """The stations of a thing: solid = done, ring = now, open = to come, half = stopped, square = official act."""
    forms = {"done": "done", "now": "now", "todo": "next", "stop": "now stop"}
    rows = [(station, forms[station.form], isinstance(station.date, date)) for station in stations]
    return {"rows": rows, "label": label or _("Life line")}


@register.inclusion_tag("components/checklist.html")
def checklist(items: Iterable[Requirement], title: str = "") -> dict:
    """What is missing: wrong first, open next, done last; each line leads to the place that mends it."""
    order = {"wrong": 0, "open": 1, "done": 2}
    rows = sorted(items, key=lambda item: order[item.state])
    missing = sum(item.state != "done" for item in rows)
    said = ngettext("%(n)d item missing", "%(n)d items missing", missing) % {"n": missing}
    return {
        "rows": rows,
        "bar": [item.state for item in sorted(rows, key=lambda item: -order[item.state] + 3 * (item.state == "open"))],
        "title": title or (said if missing else _("Nothing is missing")),
        "done": len(rows) - missing,
        "total": len(rows),
    }


@register.simple_block_tag(end_name="endnote")
def note(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A note on the page: info, heed, fault or official; `title` is its bold first clause."""
    shape = "note" if kind == "info" else f"note is-{kind}"
    lead = format_html("<b>{}{}</b>{}", title, *_joint(title, content.strip())) if title else ""
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


# --- forms ------------------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    rule: str = "",
    hint: str = "",
    before: str = "",
    after: str = "",
    money: bool = False,
    optional: bool | None = None,
) -> dict:
    """A bound field: label above, control, hint with the id of the rule, fault. `money` sets ¥ before, 万元 after."""
    kind, says = fieldviews.kind_of(bound), hint or bound.help_text
    hinted = bool(says or rule)
    amount = fieldviews.amount_in(bound) if money else None
    context = {
        "field": bound,
        "kind": kind,
        "hint": says,
        "rule": rule,
        "before": "¥" if money else before,
        "after": after,
        "limit": settings.TTE_UPLOAD_LIMIT,
        "beside": formats.wan(amount, spoken_language()) if amount is not None else None,
        "money": money and is_chinese(),
        "optional": not bound.field.required if optional is None else optional,
        "asked": getattr(bound.field, "asked", None),
        "described_by": fieldviews.described_by(bound, hinted),
    }
    if kind in ("control", "check", "drop"):
        context["control"] = (
            fieldviews.control(bound, hinted=hinted, money=money)
            if kind == "control"
            else fieldviews.draw(bound, {}, hinted=hinted)
        )
    return context


@register.inclusion_tag("components/form_faults.html")
def form_faults(form: Form) -> dict:
    """Everything that is wrong, gathered on top with links to the places; it takes the focus."""
    rows: list[tuple] = [("", "", fault) for fault in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else f"#{fieldviews.anchor_of(bound)}"
        rows += [(target, bound.label, fault) for fault in bound.errors]
    return {"rows": rows, "count": len(rows)}


@register.simple_tag(takes_context=True)
def fault_mark(context: template.Context) -> str:
    """ "Error: " before the title of a page that refused what was sent, so that it is the first thing heard."""
    given = list(context.flatten().values())
    given += [each for value in given if type(value) is dict for each in value.values()]
    forms = [value for value in given if issubclass(type(value), BaseForm | BaseFormSet)]  # asks no lazy object
    return _("Error: ") if any(form.is_bound and not form.is_valid() for form in forms) else ""


# --- lists ------------------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/pager.html")
def pager(previous: str = "", following: str = "", says: str = "") -> dict:
    """Keyset paging: the addresses of the pages before and after, and what part of the list this is."""
    return {"previous": previous, "following": following, "says": says}


register.simple_tag(facet_panel, name="facet")


@register.inclusion_tag("components/chips.html")
def chips(chips: object, clear_url: str = "") -> dict:
    """The filters that hold, each with the address of the list without it."""
    return {"chips": chips, "clear_url": clear_url}


@register.inclusion_tag("components/facts.html")
def facts(rows: object, tight: bool = False) -> dict:
    """A table of properties from pairs of term and value."""
    return {"rows": rows, "tight": tight}


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The address of this list with some parameters changed; None removes one. The place in the list is forgotten."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    for name in ("after", "before", "page", *changes):
        parameters.pop(name, None)
    parameters.update({name: str(value) for name, value in changes.items() if value is not None})
    return f"?{parameters.urlencode()}"
