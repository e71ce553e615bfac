"""Pages of a list by key, newest first: no counting, no offset."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import HttpRequest

SIZE = 30


@dataclass(frozen=True)
class Page:
    rows: list
    following: str


def page_of(request: HttpRequest, rows: QuerySet[Model]) -> Page:
    """The rows below the key in `?before=`; `following` is the address of the next page, if there is one."""
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows.order_by("-pk")[: SIZE + 1])
    parameters = request.GET.copy()
    parameters["before"] = str(found[SIZE - 1].pk) if len(found) > SIZE else ""
    return Page(found[:SIZE], f"?{parameters.urlencode()}" if len(found) > SIZE else "")
