"""Which rows of an import the exchange has already: one query a chunk, by indexed keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Asked:
    """One row: its keys (no twin where it has a number), its number as written, its titles and its holder."""

    line: int
    number_key: str
    source_key: str
    twin_key: str | None
    number: str
    title_zh: str
    title_en: str
    holder: str


@dataclass(frozen=True, slots=True)
class Twin:
    """The achievement that a row repeats, and by what: number, source, twin or title."""

    line: int
    way: str
    code: str


FOUND = """
WITH asked AS (
    SELECT * FROM unnest(
        %s::bigint[], %s::text[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[]
    ) AS asked (line, number_key, source_key, twin_key, number, title_zh, title_en, holder)
), found AS (
    SELECT asked.line, 'number' AS way, entry.achievement_id
      FROM asked JOIN listings_catalogueentry AS entry ON entry.number_key = asked.number_key AND entry.number_key <> ''
    UNION ALL
    SELECT asked.line, 'number', part.achievement_id
      FROM asked JOIN listings_ipright AS part ON part.number = asked.number AND part.number <> ''
    UNION ALL
    SELECT asked.line, 'source', entry.achievement_id
      FROM asked JOIN listings_catalogueentry AS entry ON entry.source_key = asked.source_key AND entry.source_key <> ''
    UNION ALL
    SELECT asked.line, 'twin', entry.achievement_id
      FROM asked JOIN listings_catalogueentry AS entry ON entry.twin_key = asked.twin_key
    UNION ALL
    SELECT titled.line, 'title', titled.achievement_id
      FROM (
          SELECT asked.line, asked.holder, posted.id AS achievement_id, posted.holder_id
            FROM asked JOIN listings_achievement AS posted ON posted.title_key_zh = listings_title_key(asked.title_zh)
          UNION ALL
          SELECT asked.line, asked.holder, posted.id, posted.holder_id
            FROM asked JOIN listings_achievement AS posted ON posted.title_key_en = listings_title_key(asked.title_en)
      ) AS titled
      JOIN accounts_organisation AS holder ON holder.id = titled.holder_id
     WHERE NOT EXISTS (SELECT FROM listings_catalogueentry AS entry WHERE entry.achievement_id = titled.achievement_id)
       AND (titled.holder = '' OR listings_title_key(titled.holder)
            IN (listings_title_key(holder.name_zh), listings_title_key(holder.name_en)))
)
"""
# Refused and withdrawn things stand in nobody's way: whoever mends a refused import brings it in again. What another
# institution still prepares is its own affair, and what was taken down is nowhere (R8-03): neither is told.
TWINS = """
SELECT DISTINCT ON (found.line) found.line, found.way, achievement.code
  FROM found JOIN listings_achievement AS achievement ON achievement.id = found.achievement_id
 WHERE achievement.state NOT IN ('refused', 'withdrawn')
   AND (achievement.holder_id = %s OR achievement.state IN ('approved', 'catalogued'))
   AND NOT EXISTS (SELECT FROM listings_takedown AS takedown
                    WHERE takedown.achievement_id = achievement.id AND takedown.state = 'standing')
 ORDER BY found.line, achievement.id
"""
TAKEN_DOWN = """
SELECT DISTINCT found.line
  FROM found JOIN listings_takedown AS takedown ON takedown.achievement_id = found.achievement_id
 WHERE takedown.state = 'standing'
 ORDER BY found.line
"""


def twins_in_stock(asked: Sequence[Asked], *, seen_by: int) -> list[Twin]:
    """The first twin of each row that has one, in the order of lines: what is public, or of the asking institution."""
    return [Twin(*row) for row in _found(asked, TWINS, seen_by)]


def taken_down_lines(asked: Sequence[Asked]) -> set[int]:
    """The rows that say again what is taken down now (R8-03)."""
    return {row[0] for row in _found(asked, TAKEN_DOWN)}


def _found(asked: Sequence[Asked], answer: str, *given: int) -> list[tuple]:
    columns = zip(
        *((a.line, a.number_key, a.source_key, a.twin_key, a.number, a.title_zh, a.title_en, a.holder) for a in asked),
        strict=True,
    )
    with connection.cursor() as cursor:
        cursor.execute(FOUND + answer, [*(list(column) for column in columns), *given])
        return cursor.fetchall()
