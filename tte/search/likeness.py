"""How alike two texts are, and which of their passages are the same. No index, no database.

Two measures, since copies differ in two ways. *Aligned*: the characters that stand in both texts in the same order,
which small changes all over a text leave high. *Shared*: the shingles of the shorter text that stand in the longer one,
which moved or replaced sentences leave high. The figures at which texts count as near were measured on real records
(docs/benchmarks.md).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
IS_HAN = re.compile(f"[{HAN}]")
SIGNS = re.compile(r"[\W_]+")
TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
HAN_SHINGLE, LATIN_SHINGLE = 3, 5
ALIGNED, SHARED = 0.65, 0.45
TITLES = 0.9
LONG_ENOUGH = {True: 40, False: 90}  # characters of a Chinese and of another text; shorter ones are all alike
TITLE_LONG_ENOUGH = {True: 8, False: 25}
TILE, GAP, PASSAGE = 3, 8, 8  # tokens: the shortest same run, the widest gap within a passage, the least it holds
MOST_PLACES = 50  # of one run in their text: what repeats itself without end is found where it stands first


@dataclass(frozen=True)
class Likeness:
    """`share` is the larger of the two measures, between 0 and 1; `near` says whether the texts count as the same."""

    share: float
    near: bool


@dataclass(frozen=True)
class Passage:
    """The same passage in both texts, each cut into pieces: the words, and whether they stand in the other one."""

    ours: list[tuple[str, bool]]
    theirs: list[tuple[str, bool]]
    same: int


def plain(text: str) -> str:
    """Letters, digits and characters alone, small and in their plain form."""
    return SIGNS.sub("", unicodedata.normalize("NFKC", text).lower())


def is_han(letters: str) -> bool:
    """Whether a third or more of it is Chinese."""
    return 3 * len(IS_HAN.findall(letters)) > len(letters)


def shingles(letters: str) -> set[str]:
    size = HAN_SHINGLE if is_han(letters) else LATIN_SHINGLE
    return {letters[at : at + size] for at in range(len(letters) - size + 1)}


class Text:
    """A text that is compared with many others."""

    def __init__(self, text: str) -> None:
        self.letters = plain(text)
        self.han = is_han(self.letters)
        self.shingles = shingles(self.letters)

    def is_long(self) -> bool:
        return len(self.letters) >= LONG_ENOUGH[self.han]

    def likeness(self, other: "Text") -> Likeness:
        """Of bodies of text. What is too short to tell, or written in another script, is never near."""
        if self.han != other.han or not (self.is_long() and other.is_long()):
            return Likeness(0, False)
        least = min(len(self.shingles), len(other.shingles))
        shared = len(self.shingles & other.shingles) / least if least else 0
        aligned = Indel.normalized_similarity(self.letters, other.letters, score_cutoff=ALIGNED)
        return Likeness(max(shared, aligned), aligned >= ALIGNED or shared >= SHARED)

    def titles_alike(self, other: "Text") -> Likeness:
        """Of titles, where one of the records has no more than that."""
        if self.han != other.han or min(len(self.letters), len(other.letters)) < TITLE_LONG_ENOUGH[self.han]:
            return Likeness(0, False)
        aligned = Indel.normalized_similarity(self.letters, other.letters, score_cutoff=TITLES)
        return Likeness(aligned, aligned >= TITLES)


# --- passages ---------------------------------------------------------------------------------------------------------

Tile = tuple[int, int, int]  # where it begins in ours and in theirs, and how many tokens it has


def passages(ours: str, theirs: str, most: int = 6) -> list[Passage]:
    """The passages that stand in both, also when they were moved; the longest ones, in the order of ours."""
    left, right = list(TOKEN.finditer(ours)), list(TOKEN.finditer(theirs))
    groups = [group for group in _groups(_tiles(_words(left), _words(right))) if _size(group) >= PASSAGE]
    longest = sorted(sorted(groups, key=_size, reverse=True)[:most])
    return [
        Passage(
            _pieces(ours, left, [(a, n) for a, _b, n in group]),
            _pieces(theirs, right, [(b, n) for _a, b, n in group]),
            _size(group),
        )
        for group in longest
    ]


def _words(tokens: Sequence[re.Match[str]]) -> list[str]:
    return [unicodedata.normalize("NFKC", token[0]).lower() for token in tokens]


def _tiles(ours: list[str], theirs: list[str]) -> Iterator[Tile]:
    """Runs of the same tokens, from the left always the longest that is still free in theirs."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(theirs) - TILE + 1):
        known = places[tuple(theirs[at : at + TILE])]
        if len(known) < MOST_PLACES:
            known.append(at)
    free, at, after = [True] * len(theirs), 0, 0
    while at <= len(ours) - TILE:
        runs = ((_run(ours, theirs, free, at, place), place) for place in places.get(tuple(ours[at : at + TILE]), ()))
        length, place = max(runs, key=lambda run: (run[0], -abs(run[1] - after)), default=(0, 0))
        if length < TILE:
            at += 1
            continue
        yield at, place, length
        free[place : place + length] = [False] * length
        at, after = at + length, place + length


def _run(ours: list[str], theirs: list[str], free: list[bool], at: int, place: int) -> int:
    length = 0
    while at + length < len(ours) and place + length < len(theirs):
        if not free[place + length] or ours[at + length] != theirs[place + length]:
            break
        length += 1
    return length


def _groups(tiles: Iterator[Tile]) -> list[list[Tile]]:
    """Runs that follow each other closely in both texts are one passage."""
    groups: list[list[Tile]] = []
    for a, b, length in tiles:
        if groups:
            last_a, last_b, last = groups[-1][-1]
            if a - last_a - last <= GAP and 0 <= b - last_b - last <= GAP:
                groups[-1].append((a, b, length))
                continue
        groups.append([(a, b, length)])
    return groups


def _size(group: list[Tile]) -> int:
    return sum(length for _a, _b, length in group)


def _pieces(text: str, tokens: list[re.Match[str]], runs: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = tokens[runs[0][0]].start()
    for first, length in runs:
        begins, ends = tokens[first].start(), tokens[first + length - 1].end()
        if begins > at:
            pieces.append((text[at:begins], False))
        pieces.append((text[begins:ends], True))
        at = ends
    return pieces
