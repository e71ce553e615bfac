"""Titles and abstracts for as many listings as a size asks: the real files first, then recombined from them, said so.

A recombined text has the title of one real record and sentences of three others of its language, so words, lengths and
their frequencies stay those of real texts. Without the files everything is drawn from the product's own vocabulary.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.market import WORDS, sources, upload
from listings.records import texts_of
from tte.accounts.actor import Actor
from tte.imports.selectors import file_lines, kind_of, row_of
from tte.search.analysis import VOCABULARY

SEED = 20261122
SENTENCE = re.compile(r"(?<=[。；;.])\s*")
ENGLISH = [
    "graphene",
    "lithium",
    "polymer",
    "catalyst",
    "sensor",
    "membrane",
    "alloy",
    "coating",
    "antibody",
    "imaging",
    "battery",
    "film",
    "method",
    "device",
    "process",
    "system",
    "composite",
    "steel",
    "water",
    "control",
    "laser",
    "protein",
    "signal",
    "heat",
    "optical",
    "surface",
    "pressure",
]


@dataclass(frozen=True, slots=True)
class Text:
    """A title and an abstract in one language."""

    language: str
    title: str
    abstract: str


@dataclass(frozen=True)
class Texts:
    """`real` records as they stand in the files, and how many of `rows` had to be recombined or drawn."""

    rows: list[Text]
    real: int

    @property
    def origin(self) -> str:
        more, way = len(self.rows) - self.real, "recombined from them" if self.real else "drawn from a vocabulary"
        return f"{self.real:,} real texts, {more:,} {way}"


def texts(count: int, size: str, by: Actor) -> Texts:
    found = [] if size == "smoke" else list(_real(by))
    chance = random.Random(SEED)
    chance.shuffle(found)
    kept = found[:count]
    more = _recombined(found, chance) if found else _drawn(chance)
    return Texts(kept + [next(more) for _ in range(count - len(kept))], len(kept))


def _real(by: Actor) -> Iterator[Text]:
    for source in sources("full"):
        if source.name.startswith("generated"):
            return
        batch = upload(source, by)
        kind = kind_of(batch)
        for line in file_lines(batch):
            found = texts_of(row_of(line, kind, batch.columns).values, "auto")
            if found.title_zh:
                yield Text("zh", found.title_zh[:200], found.abstract_zh[:4000])
            elif found.title_en:
                yield Text("en", found.title_en[:300], found.abstract_en[:8000])


def _recombined(found: list[Text], chance: random.Random) -> Iterator[Text]:
    by_language = {language: [text for text in found if text.language == language] for language in ("zh", "en")}
    telling = {language: [text for text in rows if text.abstract] for language, rows in by_language.items()}
    while True:
        language = chance.choice(("zh", "en"))
        title = chance.choice(by_language[language]).title
        parts = [SENTENCE.split(chance.choice(telling[language]).abstract) for _ in range(3)]
        sentences = [sentence for part in parts for sentence in part[:3] if sentence]
        yield Text(language, title, ("" if language == "zh" else " ").join(sentences)[:4000])


def _drawn(chance: random.Random) -> Iterator[Text]:
    lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    chinese = [word for line in lines for word in line.partition("#")[0].split()] or WORDS.split()
    number = 0
    while True:
        number += 1
        if chance.random() < 0.5:
            title = "一种" + "".join(chance.sample(chinese, 3)) + f"（{number}）"
            yield Text("zh", title, "，".join(chance.sample(chinese, 12)) + "。")
        else:
            yield Text(
                "en", " ".join(chance.sample(ENGLISH, 4)) + f" {number}", " ".join(chance.choices(ENGLISH, k=40))
            )
