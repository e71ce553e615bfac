"""The catalogue of technologies that may not, or only with a licence, leave the country (R8-11).

It is no part of this software: the operator imports it as the code list `export_control`. Its entries hang on `P` for
what is prohibited and `R` for what is restricted. A name with 、or ； says several things, each of which counts.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from tte.codelists.models import Code, ListHead
from tte.codelists.selectors.codes import codes
from tte.codelists.selectors.stock import Entry
from tte.search.analysis import asked_terms, folded, words

EXPORT_LIST = "export_control"
CLASSES = {"P": "prohibited", "R": "restricted"}
PARTS = re.compile(r"[、；;\n]")
EMPTY_WORDS = frozenset(
    [
        *("技术", "方法", "及其", "以及", "用于", "相关", "装置", "设备", "系统", "工艺", "生产", "制造"),
        *("technolog", "method", "process", "system"),
    ]
)
LEAST_WORDS = 3
LEAST_LETTERS = {True: 4, False: 10}


@dataclass(frozen=True)
class Version:
    """Which list it was: where it comes from, how many entries it had and the first day of the newest."""

    source_zh: str
    source_en: str
    entries: int
    newest: str


@dataclass(frozen=True)
class Hit:
    """An entry whose words occur in a text, and of which class it is."""

    code: str
    name_zh: str
    name_en: str
    grade: str


def export_list_version() -> Version | None:
    """None where no list is loaded."""
    head = ListHead.objects.filter(code=EXPORT_LIST).first()
    if head is None:
        return None
    told = Code.objects.filter(list=EXPORT_LIST).aggregate(entries=Count("pk"), newest=Max("valid_from"))
    if not told["entries"]:
        return None
    return Version(head.source_zh, head.source_en, told["entries"], told["newest"].isoformat())


def export_hits(*texts: str) -> list[Hit]:
    """The entries that name what one of the texts speaks of: word for word, or by all of their telling words."""
    entries = codes(EXPORT_LIST)
    parents = {entry.code: entry.parent_code for entry in entries}
    read = [(plain, frozenset(words(plain))) for plain in map(folded, texts)]
    named = [entry for entry in entries if entry.code not in CLASSES]
    return [
        Hit(entry.code, entry.name_zh, entry.name_en, CLASSES.get(_top(entry.code, parents), ""))
        for entry in named
        if any(_speaks_of(name, plain, held) for name in _names(entry) for plain, held in read)
    ]


def _names(entry: Entry) -> list[str]:
    return [part.strip() for name in (entry.name_zh, entry.name_en) for part in PARTS.split(name) if part.strip()]


def _speaks_of(name: str, plain: str, held: frozenset[str]) -> bool:
    exact, telling = _read(name)
    return bool(exact and exact in plain) or (len(telling) >= LEAST_WORDS and telling <= held)


@lru_cache(maxsize=20_000)
def _read(name: str) -> tuple[str, frozenset[str]]:
    """A name as it is looked for: whole where it is long enough, and its telling words."""
    plain = folded(name)
    long_enough = len(plain) >= LEAST_LETTERS[not plain.isascii()]
    terms = {term.text for term in asked_terms(plain)} - EMPTY_WORDS
    return (plain if long_enough else ""), frozenset(terms)


def _top(code: str, parents: dict[str, str]) -> str:
    """What the entry hangs on in the end."""
    seen: set[str] = set()
    while parents.get(code) and code not in seen:
        seen.add(code)
        code = parents[code]
    return code
