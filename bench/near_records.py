"""Real records with an abstract and the class they stand in, and copies of them in which something was changed."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.market import sources
from bench.texts import SEED, Text, texts
from tte.accounts.actor import Actor
from tte.search.likeness import IS_HAN, plain

FILES = {
    "zh_patents_abstracts.jsonl.gz": ("zh", "topic_label"),
    "zh_patents_cpc_sample.jsonl": ("zh", "cpc"),
    "zh_research_chinaxiv.jsonl.gz": ("zh", "posted"),
    "zh_research_csl.jsonl.gz": ("zh", "discipline"),
    "en_uspto_patents.jsonl.gz": ("en", "classification"),
    "en_nasa_software.jsonl.gz": ("en", "organisation"),
}
LONGEST = {"zh": 4000, "en": 8000}
SENTENCE = re.compile(r"(?<=[。；！？;!?])|(?<=\. )")
CLAUSE = re.compile(r"(?<=[。；！？;!?，,])|(?<=\. )")
FEW_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Record:
    text: Text
    group: str


def records(size: str, by: Actor) -> list[Record]:
    """In an order of chance, each title once. At smoke size they are drawn, and long enough to be compared."""
    if size == "smoke":
        drawn = texts(360, size, by).rows
        parts = {language: [each for each in drawn if each.language == language] for language in ("zh", "en")}
        return [
            Record(Text(each.language, each.title, " ".join(part.abstract for part in rows[at : at + 3])), "drawn")
            for rows in parts.values()
            for at, each in enumerate(rows[:-2])
            if at % 3 == 0
        ]
    found = {plain(each.text.title): each for each in _read(size)}
    kept = list(found.values())
    random.Random(SEED).shuffle(kept)
    return kept


def _read(size: str) -> Iterator[Record]:
    for source in sources(size):
        if source.name not in FILES:
            continue
        language, group = FILES[source.name]
        for row in _lines(source.path):
            title, abstract = row.get("title") or "", row.get("abstract") or ""
            if title and abstract:
                named = row.get(group)
                first = named[0] if isinstance(named, list) and named else named
                yield Record(Text(language, title[:200], abstract[: LONGEST[language]]), f"{source.name}:{first}")


def _lines(path: Path) -> Iterator[dict]:
    raw = path.read_bytes()
    yield from map(json.loads, (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines())


class Editor:
    """Changes copies. Every edit is a replacement, an omission or an insertion, as chance has it."""

    def __init__(self, listed: list[Record], chance: random.Random) -> None:
        self.chance = chance
        self.letters = {
            "zh": [
                c for each in listed[:2000] if each.text.language == "zh" for c in each.text.abstract if IS_HAN.match(c)
            ],
            "en": list("abcdefghijklmnopqrstuvwxyz "),
        }
        self.of_group: dict[str, list[Record]] = {}
        for each in listed:
            self.of_group.setdefault(f"{each.text.language} {each.group}", []).append(each)

    def characters(self, record: Record, share: float) -> Text:
        text = record.text
        letters = self.letters[text.language]
        return Text(text.language, self._typed(text.title, share, letters), self._typed(text.abstract, share, letters))

    def _typed(self, text: str, share: float, letters: list[str]) -> str:
        made = []
        for letter in text:
            if self.chance.random() >= share:
                made.append(letter)
            else:
                made.append(self.chance.choice(("", self.chance.choice(letters), letter + self.chance.choice(letters))))
        return "".join(made)

    def sentences(self, record: Record, share: float) -> Text:
        """That share of the sentences comes from records of the same class; of few sentences that share of clauses. The
        share is met on the average: what it leaves over of one sentence decides by chance."""
        text = record.text
        cut = SENTENCE if len(_parts(SENTENCE, text.abstract)) >= FEW_SENTENCES else CLAUSE
        parts = _parts(cut, text.abstract)
        whole, rest = divmod(share * len(parts), 1)
        count = int(whole) + (self.chance.random() < rest)
        others = self.of_group[f"{text.language} {record.group}"]
        for at in self.chance.sample(range(len(parts)), count):
            parts[at] = self.chance.choice(_parts(cut, self.chance.choice(others).text.abstract))
        title = self.chance.choice(others).text.title if self.chance.random() < share else text.title
        return Text(text.language, title, "".join(parts))


def _parts(cut: re.Pattern[str], text: str) -> list[str]:
    return [part for part in cut.split(text) if part.strip()]
