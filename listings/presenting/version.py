"""Two versions of a record beside each other: what changed, in words."""

from dataclasses import dataclass
from typing import Any

from listings.models import Achievement, Version
from listings.presenting.record_words import field_label, in_words, row_in_words, rows_label
from listings.selectors.differences import SAME, Piece, differences
from listings.selectors.record import RECORD_FIELDS
from tte.common.templatetags.names import as_written

ROW_KINDS = ("rights", "shares", "licences", "first_refusals", "pictures", "attachments")


@dataclass(frozen=True)
class Change:
    """One field, or one kind of row, whose words differ."""

    label: str
    pieces: list[Piece]
    language: str = ""

    @property
    def written(self) -> list[tuple[str, str]]:
        """Kind and text of each piece, marked with its own language where the field as a whole has none."""
        return [(each.kind, each.text if self.language else as_written(each.text)) for each in self.pieces]


def comparison_context(achievement: Achievement, first: str, second: str) -> dict:
    """Without a choice, or with one that does not exist: the last two."""
    versions = list(achievement.versions.select_related("handed_in_by").order_by("number"))
    chosen = {str(each.number): each for each in versions}
    newer = chosen.get(second) or (versions[-1] if versions else None)
    older = chosen.get(first) or _before(versions, newer)
    changes = changes_between(older.content, newer.content) if older and newer else []
    return {"achievement": achievement, "versions": versions, "older": older, "newer": newer, "changes": changes}


def _before(versions: list[Version], newer: Version | None) -> Version | None:
    earlier = [each for each in versions if newer and each.number < newer.number]
    return earlier[-1] if earlier else newer


def changes_between(first: dict[str, Any], second: dict[str, Any]) -> list[Change]:
    """In the order of the form; a version that did not know a field says nothing in it."""
    fields = [
        _change(field_label(name), in_words(name, first.get(name)), in_words(name, second.get(name)), name)
        for name in RECORD_FIELDS
    ]
    rows = [_change(rows_label(name), _lines(first.get(name)), _lines(second.get(name))) for name in ROW_KINDS]
    return [change for change in (*fields, *rows) if any(piece.kind != SAME for piece in change.pieces)]


def _change(label: str, before: str, after: str, name: str = "") -> Change:
    language = {"_zh": "zh-Hans", "_en": "en"}.get(name[-3:], "")
    return Change(label, differences(before, after), language)


def _lines(rows: list[dict] | None) -> str:
    return "\n".join(row_in_words(row) for row in rows or [])
