"""Codes by the words of a file: a cell may hold a code, a name in either language, or what people call a region."""

import re
import unicodedata

from tte.codelists.selectors.codes import codes
from tte.codelists.selectors.stock import stock

ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")


def plain_name(text: str) -> str:
    """One width, one case, one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()


def codes_by_word(list_name: str, *, ended: bool = False) -> dict[str, str]:
    """Code and both names of every entry valid today, or of every one that ever was, → its code."""
    return {
        plain_name(word): entry.code
        for entry in (stock().codes.get(list_name, ()) if ended else codes(list_name))
        for word in (entry.code, entry.name_zh, entry.name_en)
        if word
    }


def region_of_name(given: str, known: dict[str, str]) -> str | None:
    """浙江 is 浙江省; six digits of a county are those of its province or separately planned city (2.7)."""
    text = plain_name(given)
    if text in known:
        return known[text]
    if text.isdigit() and len(text) >= 4:
        return known.get(text[:4]) or known.get(f"{text[:2]}00")
    short = next((text.removesuffix(ending) for ending in ENDINGS if text.endswith(ending)), text)
    return next((known[short + ending] for ending in ("", *ENDINGS) if short + ending in known), None)
