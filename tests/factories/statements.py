"""What a listing must say of each thing: what there is, or that there is none (R3-33)."""

from typing import Any

import factory

from listings.models import Achievement
from listings.selectors.record import NONE_STATED

UNSAID = {
    "bears_on_security": None,
    "territory": "",
    "term_years": None,
    "payment_method": "",
    "is_related_party": None,
    **dict.fromkeys(NONE_STATED, False),
}


def names_none(row: Any, stem: str) -> bool:
    return not (getattr(row, f"{stem}_zh", "") or getattr(row, f"{stem}_en", ""))


def fallen(name: str) -> Any:
    """With the row that names one, it is no longer stated that there are none."""

    @factory.post_generation
    def statement(row: Any, create: bool, extracted: Any, **fields: Any) -> None:
        setattr(row.achievement, name, False)
        Achievement.objects.filter(pk=row.achievement.pk).update(**{name: False})

    return statement
