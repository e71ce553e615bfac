"""Texts of a work in the language of the page, or in the other one marked with its `lang`: one language is enough."""

from tte.common.languages import foreign_language, is_chinese


def is_own(zh: str, en: str) -> bool:
    """Whether there is a text in the reader's language."""
    return bool(zh if is_chinese() else en)


def titles(zh: str, en: str) -> tuple[str, str, str]:
    """The title in the reader's language first, then the other one with its language; one language is enough."""
    first, second = (zh, en) if is_chinese() else (en, zh)
    return (first, second, foreign_language()) if first else (second, "", "")


def spoken(zh: str, en: str) -> tuple[str, str]:
    """The text in the reader's language, or the other one and its language."""
    own = zh if is_chinese() else en
    return (own, "") if own or not (zh or en) else (zh or en, foreign_language())


def abstracts(zh: str, en: str) -> list[tuple[str, str]]:
    """The paragraphs of the abstract in the reader's language, or of the other one marked with its language."""
    text, language = spoken(zh, en)
    return [(paragraph, language) for paragraph in text.split("\n") if paragraph.strip()]
