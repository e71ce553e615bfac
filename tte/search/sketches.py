"""What the index keeps of a text that is to be compared: a few of its shingles, chosen by their hash alone, so that a
copy with changes still keeps many of the same. Nobody can read the text back out of them."""

import heapq
import zlib

from tte.search.likeness import plain, shingles

LONGEST, SHORTEST, SHARE = 64, 16, 4  # a text keeps a quarter as many shingles as it has characters, within these
PLACES = 2**22  # terms of the index: so few that it stays small, so many that chance meetings are rare


def sketch(text: str, wider: float = 1) -> list[str]:
    """The shingles of the text with the smallest hashes, as terms; `wider` takes more of them."""
    letters = plain(text)
    kept = min(LONGEST, max(SHORTEST, len(letters) // SHARE))
    hashes = {_hash(shingle) for shingle in shingles(letters)}
    return [str(each % PLACES) for each in heapq.nsmallest(int(kept * wider), hashes)]


def _hash(shingle: str) -> int:
    return zlib.crc32(shingle.encode("utf-16-le")) * 0x9E3779B1 & 0xFFFFFFFF
