"""The language of the reader, and words that are kept in two: `zh` and `en` are the names of both everywhere.

Whatever is told its language reads no settings.
"""

import re
from typing import Literal, Protocol

from django.conf import settings
from django.utils.translation import get_language

HAN = re.compile("[\u3400-\u9fff]")
Language = Literal["zh", "en"]


class Named(Protocol):
    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def spoken_language() -> str:
    """The language that is spoken now, to whoever reads: where none is, that of the installation."""
    return get_language() or settings.LANGUAGE_CODE


def is_chinese(language: str | None = None) -> bool:
    return (language or spoken_language()).lower().startswith("zh")


def own_language(language: str | None = None) -> Language:
    return "zh" if is_chinese(language) else "en"


def foreign_language() -> str:
    """What marks a text that is not in the language of the page."""
    return "en" if is_chinese() else "zh-Hans"


def in_language(zh: str, en: str, language: str | None = None) -> str:
    """The reader's own of two wordings; where it is missing, the other."""
    return (zh or en) if is_chinese(language) else (en or zh)


def name_of(thing: Named) -> str:
    return in_language(thing.name_zh, thing.name_en)


def both(zh: str, en: str) -> dict[str, str]:
    """Both wordings, for a notice that is read in either language; one stands in for the other."""
    return {"zh": zh or en, "en": en or zh}
