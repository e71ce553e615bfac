"""The fields of an achievement that an auditor may mark, what each holds, and whose answer is overdue."""

from datetime import datetime
from itertools import islice

from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement
from listings.selectors.unit_review import asking_case
from tte.casework.enums import CaseState
from tte.casework.selectors.reminder import answer_until
from tte.common.clock import now

# What the house itself keeps; everything else was written by the author.
OURS = {"id", "posted_at", "code", "state", "title_key_zh", "title_key_en"}
CORRECTABLE = [
    field.name for field in Achievement._meta.concrete_fields if not field.is_relation and field.name not in OURS
]
"""The columns of the record that may be marked; its rights and attachments stand apart."""


def correctable(achievement: Achievement) -> dict[str, str]:
    """Every field of the record as text, its rights and its attachments."""
    held = {name: _text(getattr(achievement, name)) for name in CORRECTABLE}
    rights = achievement.ip_rights.order_by("pk").values_list("ip_type", "number", "expires_on")
    held["rights"] = "; ".join(" ".join(_text(each) for each in right if each) for right in rights)
    files = achievement.attachments.order_by("pk").values_list("file__name", "audience")
    held["attachments"] = "; ".join(f"{name} ({audience})" for name, audience in files)
    return held


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
