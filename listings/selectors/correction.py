"""The fields of an achievement that an auditor may mark, what each holds, and whose answer is overdue."""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement
from listings.selectors.notice_plan import plan_of, shown_fields
from listings.selectors.record import RIGHT_FIELDS, Row, plain, stored_rows
from listings.selectors.unit_review import asking_case
from tte.casework.enums import CaseState
from tte.casework.selectors.reminder import answer_until
from tte.common.clock import now

# What the house itself keeps; everything else was written by the author.
OURS = {"id", "posted_at", "code", "state", "title_key_zh", "title_key_en"}
CORRECTABLE = [
    field.name for field in Achievement._meta.concrete_fields if not field.is_relation and field.name not in OURS
]
"""The columns of the record that may be marked; its rows and its notice stand apart."""


NOTICE = "notice"
"""What the notice to come says is marked field by field: `notice.notice_length`."""
NUMBERED = ("shares", "licences", "first_refusals")
"""Rows that are written anew with each change: one is known by its place, `shares.2`; the others by their key."""


def correctable(achievement: Achievement) -> dict[str, str]:
    """Every field of the record as text; its rows, together and one by one, and the fields of its notice."""
    held = {name: _text(getattr(achievement, name)) for name in CORRECTABLE}
    for name, rows in marked_rows(achievement).items():
        held[name] = written(list(rows.values())) if rows else ""
        held |= {f"{name}.{key}": written(row) for key, row in rows.items()}
    plan = plan_of(achievement)
    return held | {f"{NOTICE}.{name}": _text(getattr(plan, name)) for name in shown_fields(achievement.regime)}


def marked_rows(achievement: Achievement) -> dict[str, dict[int, Row]]:
    """The rows that may be marked: rights, shares, licences, first refusals, pictures and attachments."""
    stored = stored_rows(achievement)
    rights = achievement.ip_rights.order_by("pk").values("pk", *RIGHT_FIELDS)
    pictures = achievement.pictures.order_by("position", "pk").values("pk", "file__name", "alt_zh", "alt_en")
    files = achievement.attachments.order_by("position", "pk").values("pk", "file__name", "audience", "description")
    return {
        "rights": _by_key(rights),
        **{name: dict(enumerate(stored[name], start=1)) for name in NUMBERED},
        "pictures": _by_key(pictures),
        "attachments": _by_key(files),
    }


def _by_key(rows: Iterable[Any]) -> dict[int, Row]:
    return {row["pk"]: {name: value for name, value in row.items() if name != "pk"} for row in rows}


def written(value: Row | list[Row]) -> str:
    """Rows as they are kept with a correction: JSON, so that they can be said in words of either language later."""
    return json.dumps(value, default=plain, ensure_ascii=False)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def answer_owed_until(achievement: Achievement) -> datetime | None:
    """Until when its author may answer the exchange; None where nothing is asked of it.

    An answer that the unit gave back has a whole time from then on.
    """
    if achievement.case is None or achievement.state not in ACHIEVEMENT["lapse"].sources:
        return None
    asks = achievement.case.state == CaseState.WAITING
    return answer_until(asking_case(achievement)) if asks else None


def unanswered() -> list[int]:
    """Achievements whose author let the time for an answer to the exchange pass; a hundred at once."""
    asked = Achievement.objects.filter(state__in=ACHIEVEMENT["lapse"].sources, case__state=CaseState.WAITING)
    rows, moment = asked.select_related("case").prefetch_related("case__stops").order_by("pk"), now()
    first = (each for each in rows if (until := answer_until(each.case)) and until <= moment)
    over = (each.pk for each in first if (until := answer_owed_until(each)) and until <= moment)
    return list(islice(over, 100))
