"""Pages of an answer that do not move under the reader: from the second page on the order of the keys stands.

The engine knows no page by key. So whoever turns the first page gets the keys of the whole answer as it stands then, up
to the deepest place, behind the page already seen; they are kept for a while, for all who asked the same at the same
position of the index, and every later page is cut out of them. When they are no longer kept, the answer of now goes on
behind the last key that was seen. A cursor is signed and fits its question alone; any other opens the first page.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.cache import cache
from redis.exceptions import RedisError

from tte.search.queries import DEEPEST, SearchAnswer, all_keys

KEPT = 900


@dataclass(frozen=True)
class Stretch:
    """The keys of one page, the place of the first, and the cursors of the pages before and after."""

    keys: list[int]
    start: int
    before: str
    after: str


def stretch_of(answer: SearchAnswer, token: str, *, after: int, limit: int, asked: Mapping[str, Any]) -> Stretch:
    """The page a cursor leads to, else the one that `answer` holds. `asked` is the question put to `search`."""
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()[:16]
    place = _read(token, digest)
    if place is not None:
        name, start, anchor, seen = place
        keys, start = _standing(name, start, anchor, seen, asked)
        if part := keys[start : start + limit]:
            before = _write(digest, name, max(start - limit, 0), keys) if start else ""
            more = start + limit < len(keys)
            return Stretch(part, start, before, _write(digest, name, start + limit, keys) if more else "")
    end, name = after + len(answer.pks), f"search.standing.{digest}.{answer.position}"
    seen = answer.pks if after == 0 else []
    token = _write(digest, name, end, answer.pks, seen) if answer.following and answer.pks else ""
    return Stretch(answer.pks, after, "", token)


def _standing(name: str, start: int, anchor: int, seen: list[int], asked: Mapping[str, Any]) -> tuple[list[int], int]:
    """The keys as they stand, and where in them the page begins."""
    kept = None
    with suppress(RedisError):
        kept = cache.get(name)
    if kept is not None:
        return kept, start
    keys = all_keys(**asked)
    if seen:
        shown = set(seen)
        keys = [*seen, *(key for key in keys if key not in shown)][:DEEPEST]
    elif anchor in keys:
        start = keys.index(anchor) + 1
    with suppress(RedisError):
        cache.set(name, keys, KEPT)
    return keys, start


def _write(digest: str, name: str, start: int, keys: list[int], seen: list[int] | None = None) -> str:
    anchor = keys[min(start, len(keys)) - 1] if start else 0
    return signing.dumps([name, start, anchor, seen or []], salt=f"search.{digest}", compress=True)


def _read(token: str, digest: str) -> tuple[str, int, int, list[int]] | None:
    if not token:
        return None
    with suppress(signing.BadSignature):
        name, start, anchor, seen = signing.loads(token, salt=f"search.{digest}")
        return name, start, anchor, seen
    return None
