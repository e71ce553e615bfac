"""An imported row as a record: texts in their language, codes, and the keys that tell duplicates. No database."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import md5
from uuid import UUID

HAN = re.compile(r"[\u3400-\u9fff]")
NOISE = re.compile(r"[\W_]+")
OFFICE = re.compile(r"^[A-Z]{2}(?=\d)")


@dataclass(frozen=True, slots=True)
class Texts:
    """Title and abstract by language."""

    title_zh: str
    title_en: str
    abstract_zh: str
    abstract_en: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What a record is told by: its number where it has one, else its title together with its holder."""

    number: str
    source: str
    twin: UUID

    @property
    def identity(self) -> str:
        return f"number:{self.number}" if self.number else f"twin:{self.twin}"


def bare(text: str) -> str:
    """Letters and figures only, in one width and case."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


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


def keys_of(values: Mapping[str, str], holder: str, office: str, organisation: int) -> Keys:
    """The keys of a row. A number counts within its office: the one written before it, else `office`, else within what
    the importing organisation brings. Identifiers of a source count within the organisation too, and so do titles
    without a holder."""
    number = re.sub(r"[\s.,/\-]", "", unicodedata.normalize("NFKC", values["number"])).upper().removeprefix("ZL")
    if number and not OFFICE.match(number):
        number = f"{office or f'#{organisation}'}{number}"
    source = f"#{organisation}:{values['source_id']}" if values["source_id"] else ""
    title = values["title_zh"] or values["title"] or values["title_en"]
    twin = md5(f"{bare(title)}|{bare(holder) or organisation}".encode(), usedforsecurity=False)
    return Keys(number, source, UUID(bytes=twin.digest()))
