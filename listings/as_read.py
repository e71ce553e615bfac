"""Text as its readers see it, for the checks that look for what may not be public. No database, no clock."""

import re
import unicodedata

from listings.rich_text import READER
from tte.search.likeness import HAN

MARKS = re.compile(r"[*_`\\\[\]<#]")  # without any of them Markdown shows what was written
# What takes no room on the page: marks of direction and of joining, soft hyphens, variants of a character.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
DASHES = re.compile("[\u2010-\u2015\u2212\u2500]")
# Normalising costs more than all the rest; most Chinese text holds nothing of which it makes letters or digits.
STRANGE = re.compile(rf"[^\x00-\x7f{HAN}，。、；：！？…“”‘’《》（）·\u2010-\u2015]")
BLANKS = re.compile(r" {2,}|[\t\r\f\v][ \t\r\f\v]*")
WITHIN_A_WORD = re.compile(rf" (?<=[{HAN}] )(?=[{HAN}])")
WITHIN_A_NUMBER = re.compile(r"\n(?<=\d\n) ?(?=\d)")


def as_read(text: str) -> str:
    """What was written, and below it what Markdown makes of it: a reader may meet the one or the other."""
    read = _even(text)
    shown = _even(_shown(text)) if MARKS.search(text) else ""
    return f"{read}\n{shown}" if shown and shown != read else read


def _even(text: str) -> str:
    """Wide letters and digits in their plain form, one kind of dash and of blank, no blank inside a Chinese word."""
    plain = UNSEEN.sub("", text)
    plain = (
        unicodedata.normalize("NFKC", plain) if STRANGE.search(plain) else plain.replace("（", "(").replace("）", ")")
    )
    plain = BLANKS.sub(" ", DASHES.sub("-", plain)).replace(" \n", "\n")
    return WITHIN_A_NUMBER.sub(" ", WITHIN_A_WORD.sub("", plain))


def _shown(text: str) -> str:
    blocks = []
    for token in READER.parse(text):
        if token.type == "inline":
            blocks.append("".join(_word(child.type, child.content) for child in token.children or []))
        elif token.content:
            blocks.append(token.content)
    return "\n".join(blocks)


def _word(kind: str, content: str) -> str:
    return " " if kind == "softbreak" else "\n" if kind == "hardbreak" else content
