"""From text to the terms that are indexed and looked up. Chinese is cut into words by a dictionary that knows our
trade,
and into pairs of characters, so that any two neighbouring characters are found whatever the cutter made of them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjieba
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

VOCABULARY = Path(__file__).with_name("vocabulary.txt")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUNS = re.compile(f"([{HAN}]+)|([^{HAN}]+)")
NOT_IN_CODES = re.compile(r"[\s./_\-–—（）()]+")
LONGEST_TERM = 60
WORD_FREQUENCY = 100_000


@dataclass(frozen=True)
class Term:
    """One thing a query asks for: a Latin stem, or a Chinese word of one or more characters."""

    text: str
    han: bool


@cache
def segmenter() -> rjieba.Jieba:
    cutter = rjieba.Jieba()
    for line in VOCABULARY.read_text(encoding="utf-8").splitlines():
        for word in line.partition("#")[0].split():
            cutter.add_word(word, WORD_FREQUENCY, None)
    return cutter


@cache
def stemmer() -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_TERM))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stopword("english"))
        .filter(Filter.stemmer("english"))
        .build()
    )


def folded(text: str) -> str:
    """Full-width forms become plain ones, capitals small, white space single."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def code_term(text: str) -> str:
    """A number as it is compared: without the dots, dashes and blanks that people put into it."""
    return NOT_IN_CODES.sub("", folded(text))[:LONGEST_TERM]


def words(text: str) -> list[str]:
    """The terms of a text: words with the shorter words inside them, single characters, Latin stems."""
    found: list[str] = []
    for han, other in RUNS.findall(folded(text)):
        if han:
            found += segmenter().cut_for_search(han)
            found += [character for character in han if len(han) > 1]
        else:
            found += stemmer().analyze(other)
    return found


def pairs(text: str) -> list[str]:
    """Every two neighbouring Chinese characters, in order; a mark stands between runs so that no phrase crosses one."""
    found: list[str] = []
    for han, _ in RUNS.findall(folded(text)):
        if len(han) > 1:
            found += [han[at : at + 2] for at in range(len(han) - 1)]
            found.append("|")
    return found


def asked_terms(text: str) -> list[Term]:
    """What a query asks for, each once. Single characters that the cutter left beside each other stay together."""
    found: list[Term] = []
    for han, other in RUNS.findall(folded(text)):
        if han:
            found += [Term(word, han=True) for word in _joined(segmenter().cut(han))]
        else:
            found += [Term(stem, han=False) for stem in stemmer().analyze(other)]
    return list(dict.fromkeys(found))


def _joined(cut: list[str]) -> list[str]:
    joined: list[str] = []
    loose = ""
    for word in [*cut, ""]:
        if len(word) == 1:
            loose += word
            continue
        if loose:
            joined.append(loose)
            loose = ""
        if word:
            joined.append(word)
    return joined
