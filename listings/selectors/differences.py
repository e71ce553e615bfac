"""Two texts side by side in what they share and what they do not: Chinese by character, other scripts by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d+|\s+|.", re.DOTALL)
SENTENCE = re.compile(r"[^。！？.!?\n]*[。！？.!?\n]*")
MOST_PAIRS = 600_000
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both, only in the first, or only in the second."""

    kind: str
    text: str


def differences(first: str, second: str) -> list[Piece]:
    """Long texts are laid side by side by sentence first, and only what differs is looked at more closely.

    What repeats itself so much that comparing would take seconds is shown as gone and new.
    """
    pieces: list[Piece] = []
    for kind, before, after in _stretches(SENTENCE.findall(first), SENTENCE.findall(second)):
        pieces += [Piece(SAME, before)] if kind == SAME else _closely(before, after)
    return _joined(pieces)


def _closely(first: str, second: str) -> list[Piece]:
    pieces: list[Piece] = []
    for kind, gone, new in _stretches(TOKEN.findall(first), TOKEN.findall(second)):
        pieces += [Piece(SAME, gone)] if kind == SAME else [Piece(GONE, gone), Piece(NEW, new)]
    return pieces


def _stretches(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    ours, theirs = Counter(first), Counter(second)
    if sum(count * theirs[part] for part, count in ours.items()) > MOST_PAIRS:
        yield NEW, "".join(first), "".join(second)
        return
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        yield (SAME if tag == "equal" else NEW), "".join(first[a:b]), "".join(second[c:d])


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece, empty ones left out."""
    joined: list[Piece] = []
    for piece in (each for each in pieces if each.text):
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
