"""The results of a search as strings, made once in Python: the template only places them."""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from listings.documents import FACETS
from listings.enums import ListingState, RightOffered
from listings.lists.search import price_limits, sorts, words_of_facet
from listings.plates import plate
from listings.selectors.notice_period import period_left
from listings.selectors.search import DEEPEST, Found, Question
from listings.views.listing_page import foreign_language, own_language
from tte.codelists.calendar import Deadline
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.icons import icon
from tte.common.parts import Facet, FacetValue, Link
from tte.common.templatetags.tte import left_in_words, price, state, time_in_words, trl
from tte.lists.kinds import Column
from tte.search.analysis import asked_terms

SNIPPET = {"zh": 110, "en": 260}
ALWAYS = ("url", "plate", "title", "title_language", "abstract_language")
PARTS = {"trl": "maturity"}


def search_context(
    question: Question, found: Found, parameters: QueryDict, now: datetime, columns: Sequence[Column]
) -> dict:
    """`columns` are the parts that each result shows."""
    parts = {column.key for column in columns}
    pattern = marking(question.text)
    last = found.start + len(found.rows)
    return {
        "rows": [entry(row, pattern, now, parts) for row in found.rows],
        "total": found.total,
        "first": found.start + 1,
        "last": last,
        "facets": facets(question, found),
        "chips": chips(question, parameters),
        "as_of": found.as_of,
        "position": found.position,
        "is_deepest": last >= DEEPEST and found.total > DEEPEST,
        "following": address(parameters, at=found.next) if found.next else "",
        "previous": address(parameters, at=found.previous) if found.previous else "",
        "says": f"{found.start + 1:,}–{last:,} / {found.total:,}",
        "clear_url": f"?{urlencode({'q': question.text})}" if question.is_filtered else "",
        "sorts": sorts(),
        "clock": icon("clock"),
    }


def address(parameters: QueryDict, **changes: str) -> str:
    changed = parameters.copy()
    changed.pop("after", None)
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def facets(question: Question, found: Found) -> list[Facet]:
    names = {
        "field": _("Technology field"),
        "state": _("State"),
        "right": _("Right offered"),
        "maturity": _("Maturity"),
        "regime": _("Regime"),
        "region": _("Region"),
    }
    return [
        Facet(name, names[name], facet_values(name, found.facets.get(name, {}), question.chosen.get(name, [])))
        for name in FACETS
    ]


def facet_values(name: str, counts: dict[str, int], chosen: list[str]) -> list[FacetValue]:
    """Most frequent first; levels of maturity in their own order; what is chosen stays, even at nothing."""
    counts = counts | {value: 0 for value in chosen if value not in counts}
    rank = (lambda value: value) if name == "maturity" else (lambda value: (-counts[value], value))
    most = max(counts.values(), default=0) or 1
    return [
        FacetValue(value, words_of_facet(name, value), counts[value], value in chosen, 100 * counts[value] // most)
        for value in sorted(counts, key=rank)
    ]


def chips(question: Question, parameters: QueryDict) -> list[Link]:
    """The conditions that hold, each with the address of the list without it."""
    links = []
    for name, values in question.chosen.items():
        for value in values:
            rest = parameters.copy()
            rest.setlist(name, [each for each in rest.getlist(name) if each != value])
            rest.pop("at", None)
            links.append(Link(words_of_facet(name, value), f"?{rest.urlencode()}"))
    for name, words in price_limits(question):
        rest = parameters.copy()
        rest.pop(name, None)
        rest.pop("at", None)
        links.append(Link(words, f"?{rest.urlencode()}"))
    return links


def entry(row: dict, pattern: re.Pattern | None, now: datetime, parts: set[str]) -> dict:
    """One result: title and abstract in the reader's language where there are any, found words marked."""
    whole = whole_entry(row, pattern, now)
    return {name: value if PARTS.get(name, name) in parts or name in ALWAYS else "" for name, value in whole.items()}


def whole_entry(row: dict, pattern: re.Pattern | None, now: datetime) -> dict:
    language = own_language()
    other = "en" if language == "zh" else "zh"
    title = row[f"achievement__title_{language}"] or row[f"achievement__title_{other}"]
    text = row[f"achievement__abstract_{language}"] or row[f"achievement__abstract_{other}"]
    is_own_text = bool(row[f"achievement__abstract_{language}"])
    return {
        "url": f"/listings/{row['code']}/",
        "code": row["code"],
        "plate": plate(row["achievement__field"], row["achievement__title_zh"] or row["achievement__title_en"]),
        "title": marked(title, pattern),
        "title_language": "" if row[f"achievement__title_{language}"] else foreign_language(),
        "abstract": marked(snippet(text, pattern, SNIPPET[language if is_own_text else other]), pattern),
        "abstract_language": "" if is_own_text or not text else foreign_language(),
        "holder": row[f"holder__name_{language}"] or row[f"holder__name_{other}"],
        "field": label(CodeList.TECHNOLOGY_FIELD, row["achievement__field"]),
        "trl": trl(row["achievement__maturity"]),
        "state": state("listing", row["state"]),
        "price": price(row["price"]),
        "right": RightOffered(row["right_offered"]).label,
        "left": left_words(row, now),
    }


def left_words(row: dict, now: datetime) -> str:
    if row["state"] != ListingState.IN_NOTICE:
        return ""
    period = period_left(
        regime=row["regime"],
        price=row["price"],
        rule_set=row["rule_set"],
        listed_at=row["listed_at"],
        deadline=Deadline(row["notice_ends_at"], row["notice_provisional"]),
        now=now,
    )
    return time_in_words(period.ends_at)[0] if period.left is None else left_in_words(period.left, period.unit)


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
