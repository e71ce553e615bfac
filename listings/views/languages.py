"""Texts of a work in the language of the page, or in the other one marked with its `lang`: one language is enough."""

from django.utils.translation import get_language

from tte.common import formats


def own_language() -> str:
    return "zh" if formats.is_chinese(get_language() or "zh") else "en"


def foreign_language() -> str:
    return "en" if own_language() == "zh" else "zh-Hans"


def is_own(zh: str, en: str) -> bool:
    """Whether there is a text in the reader's language."""
    return bool(zh if own_language() == "zh" else en)


def titles(zh: str, en: str) -> tuple[str, str, str]:
    """The title in the reader's language first, then the other one with its language; one language is enough."""
    first, second = (zh, en) if own_language() == "zh" else (en, zh)
    return (first, second, foreign_language()) if first else (second, "", "")


def spoken(zh: str, en: str) -> tuple[str, str]:
    """The text in the reader's language, or the other one and its language."""
    own = zh if own_language() == "zh" else en
    return (own, "") if own or not (zh or en) else (zh or en, foreign_language())


def abstracts(zh: str, en: str) -> list[tuple[str, str]]:
    """The paragraphs of the abstract in the reader's language, or of the other one marked with its language."""
    text, language = spoken(zh, en)
    return [(paragraph, language) for paragraph in text.split("\n") if paragraph.strip()]
