"""A result of the search as strings, made once in Python: the template only places them."""

import re
from datetime import datetime

from listings.enums import ListingState, RightOffered
from listings.plates import plate
from listings.presenting.found_words import SNIPPET, marked, snippet
from listings.selectors.notice_period import period_left
from tte.codelists.calendar import Deadline
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.languages import foreign_language, own_language
from tte.common.marks import maturity, state
from tte.common.templatetags.figures import price
from tte.common.templatetags.parts import left_in_words, time_in_words

ALWAYS = ("url", "plate", "title", "title_language", "abstract_language")
PARTS = {"trl": "maturity"}


def result_entry(row: dict, pattern: re.Pattern | None, parts: set[str], now: datetime) -> dict:
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
        "trl": maturity(row["achievement__maturity"], row["achievement__maturity_13"]),
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
        listed_at=row["counted_from"],
        unit=row["counted_unit"],
        deadline=Deadline(row["notice_ends_at"], row["notice_provisional"]),
        now=now,
    )
    return time_in_words(period.ends_at)[0] if period.left is None else left_in_words(period.left, period.unit)
