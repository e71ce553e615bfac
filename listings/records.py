"""An imported row as a record: texts in their language, codes, and the keys that tell duplicates. No database."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5

from tte.common.languages import HAN

NOISE = re.compile(r"[\W_]+")
LEVEL = re.compile(r"(?:TRL)?\s*-?\s*([1-9])级?", re.IGNORECASE)
NOT_IN_NUMBERS = str.maketrans("", "", " .,/-")
OFFICE = re.compile(r"^[A-Z]{2}(?=\d)")


@dataclass(frozen=True, slots=True)
class Texts:
    """Title and abstract by language."""

    title_zh: str
    title_en: str
    abstract_zh: str
    abstract_en: str


def bare(text: str) -> str:
    """Letters and figures only, in one width and case."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


def level_of(text: str) -> int | None:
    """The level of maturity in "6", "TRL 6" or "6级"; None where there is none."""
    match = LEVEL.fullmatch(text.strip())
    return int(match[1]) if match else None


def texts_of(values: Mapping[str, str], language: str) -> Texts:
    """The texts in the language they were given for; without one each goes where its script says it belongs."""
    title, abstract = values["title"], values["abstract"]
    is_chinese = language == "zh" or (language != "en" and bool(HAN.search(title or abstract)))
    zh, en = ((title, abstract), ("", "")) if is_chinese else (("", ""), (title, abstract))
    return Texts(
        values["title_zh"] or zh[0],
        values["title_en"] or en[0],
        values["abstract_zh"] or zh[1],
        values["abstract_en"] or en[1],
    )


@lru_cache(maxsize=8192)
def number_key(number: str, office: str, organisation: int) -> str:
    """A number within its office: the one written before it, else `office`, else what the organisation brings."""
    if not number:
        return ""
    key = unicodedata.normalize("NFKC", number).upper().translate(NOT_IN_NUMBERS).removeprefix("ZL")
    return key if OFFICE.match(key) else f"{office or f'#{organisation}'}{key}"


def source_key(identifier: str, organisation: int) -> str:
    """An identifier of a source counts within what the organisation brings."""
    return f"#{organisation}:{identifier}" if identifier else ""


def twin_key(values: Mapping[str, str], holder: str, organisation: int) -> str:
    """Title and holder as one hash of 32 figures; titles without a holder count within the organisation."""
    title = values["title_zh"] or values["title"] or values["title_en"]
    whole = f"{bare(title)}|{bare(holder) or organisation}"
    return md5(whole.encode(), usedforsecurity=False).hexdigest()
