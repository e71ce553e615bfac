"""Names and texts, each in the page's language or marked with its own. A builtin of the template engine."""

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from tte.common.languages import HAN, is_chinese

register = template.Library()

LATIN_WORD, CODE = re.compile("[A-Za-z]{2,}"), re.compile(r"[\w./-]*\d[\w./-]*")


@register.filter
def named(thing: object) -> SafeString | str:
    """The name of a thing in the page's language; where there is none the other name, marked with its own language."""
    zh, en = getattr(thing, "name_zh", ""), getattr(thing, "name_en", "")
    return in_page_language(zh, en)


@register.filter
def as_written(text: Any) -> SafeString:
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


@register.simple_tag
def gap() -> str:
    """What parts two sentences: a space, in Chinese nothing."""
    return "" if is_chinese() else " "


@register.simple_tag(name="title_of")
def in_page_language(zh: str, en: str) -> SafeString | str:
    """A title in the page's language, or the other one marked with its own language."""
    first, other, code = (zh, en, "en") if is_chinese() else (en, zh, "zh-Hans")
    return first or format_html('<span lang="{}">{}</span>', code, other)
