"""The words that hint at secrecy: a code list that operators add to and take from."""

from listings.as_read import as_read
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes


def secrecy_words() -> list[str]:
    """The words of today in both languages, small."""
    return [word.lower() for entry in codes(CodeList.SECRECY_WORD) for word in (entry.name_zh, entry.name_en) if word]


def secrecy_words_in(text: str) -> list[str]:
    read = as_read(text).lower()
    return [word for word in secrecy_words() if word in read]
