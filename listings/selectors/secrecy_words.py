"""The words that hint at secrecy: a code list that operators add to and take from."""

from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes


def secrecy_words() -> list[str]:
    """The words of today in both languages, small."""
    return [word.lower() for entry in codes(CodeList.SECRECY_WORD) for word in (entry.name_zh, entry.name_en) if word]
