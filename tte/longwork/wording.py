"""Sentences about work, kept as data and put into words in the reader's language."""

from django.utils.functional import Promise

from tte.common.formats import count
from tte.notices.wording import kept, spoken


def said(sentence: str | Promise, values: dict[str, object]) -> dict:
    """A sentence and its values as the row keeps them."""
    return {"text": kept(sentence), "values": {name: kept(value) for name, value in values.items()}}


def in_words(told: dict | None, language: str) -> str:
    """A kept sentence in `language`; nothing when there is none."""
    if not told:
        return ""
    values = {name: _value(value, language) for name, value in told["values"].items()}
    return spoken(told["text"], language) % values if values else spoken(told["text"], language)


def _value(value: object, language: str) -> str:
    return count(value) if isinstance(value, int) else spoken(value, language)
