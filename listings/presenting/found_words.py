"""Found words marked in a text, and the part of a text that holds them."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tte.search.analysis import asked_terms

SNIPPET = {"zh": 110, "en": 260}


def marking(text: str) -> re.Pattern | None:
    """What to mark in a result: the Chinese words asked for, and words that begin with a stem asked for."""
    ways = []
    for term in asked_terms(text):
        if term.han:
            ways.append(re.escape(term.text))
        else:
            stem = term.text[:-1] if len(term.text) > 3 and term.text.endswith("i") else term.text
            ways.append(rf"(?<![A-Za-z0-9]){re.escape(stem)}[A-Za-z0-9]*")
    return re.compile("|".join(sorted(ways, key=len, reverse=True)), re.IGNORECASE) if ways else None


def marked(text: str, pattern: re.Pattern | None) -> SafeString:
    if pattern is None:
        return mark_safe(escape(text))
    parts, end = [], 0
    for hit in pattern.finditer(text):
        parts += [escape(text[end : hit.start()]), f"<mark>{escape(hit[0])}</mark>"]
        end = hit.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def snippet(text: str, pattern: re.Pattern | None, length: int) -> str:
    """The part of the text that holds the first found word, in one line."""
    text = " ".join(text.split())
    hit = pattern.search(text) if pattern else None
    start = max(0, hit.start() - length // 3) if hit and hit.end() > length else 0
    cut = text[start : start + length].strip()
    return f"{'…' if start else ''}{cut}{'…' if start + length < len(text) else ''}"
