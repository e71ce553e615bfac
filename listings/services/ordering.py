"""The order of the files and pictures of an achievement. The caller has locked the achievement."""

from typing import Any

from django.db.models import Max, Model


def place_last(parts: Any) -> int:
    return (parts.aggregate(last=Max("position"))["last"] or 0) + 1


def raise_part(part: Model, parts: Any) -> None:
    """Change places with the one above; the first stays first."""
    order = list(parts.order_by("position", "pk"))
    place = order.index(part)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, each in enumerate(order, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
