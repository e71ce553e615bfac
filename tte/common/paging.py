"""Pages of a list by key: page 1,000 costs what page 1 costs, and a row that comes or goes moves no other row.

A cursor is the order's value and the key of the row at the edge of a page, signed for this order: one that was altered,
or made for another order, opens the first page. It says where to go on, never what may be seen.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import BigAutoField, Expression, F, Field, Func, Model, QuerySet, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.http import HttpRequest

SIZE = 30
CURSOR = "at"


@dataclass(frozen=True)
class Order:
    """By a field or an annotation that is never null, then by key, both in one direction."""

    by: str = "pk"
    descending: bool = True

    def of(self, rows: QuerySet[Model], *, turned: bool = False) -> QuerySet[Model]:
        sign = "-" if self.descending != turned else ""
        return rows.order_by(*dict.fromkeys([f"{sign}{self.by}", f"{sign}pk"]))


NEWEST = Order()


@dataclass(frozen=True)
class Cursor:
    """The edge to go on from, forward or back, and how many rows stood before the page that begins or ends there."""

    back: bool
    value: str
    pk: int
    place: int


@dataclass(frozen=True)
class Part:
    """Rows of a list with the cursors of the parts before and after them; `place` rows stood before the first."""

    rows: list
    before: str
    after: str
    place: int = 0


@dataclass(frozen=True)
class Page:
    """A part with addresses instead of cursors."""

    rows: list
    previous: str
    following: str


def part_of(rows: QuerySet[Model], order: Order, token: str = "", size: int | None = None) -> Part:
    """The part a cursor leads to; the first one without a cursor, with a bad one, or where nothing is left there."""
    size = size or SIZE
    keyed = rows.annotate(sort_key=F(order.by))
    field = keyed.query.annotations["sort_key"].output_field
    cursor = _read(token, rows.model, order, field)
    if cursor is None:
        found = list(order.of(keyed)[: size + 1])
        return _part(found[:size], rows.model, order, place=0, more=len(found) > size)
    bound = keyed.filter(_beyond(order, cursor, field))
    found = list(order.of(bound, turned=cursor.back)[: size + 1])
    if not found:
        return part_of(rows, order, size=size)
    more, found = len(found) > size, found[:size]
    if not cursor.back:
        return _part(found, rows.model, order, place=cursor.place, more=more, back=True)
    place = max(cursor.place - len(found), 0)
    return _part(found[::-1], rows.model, order, place=place, more=True, back=more)


def page_of(request: HttpRequest, rows: QuerySet[Model], order: Order = NEWEST) -> Page:
    """The page that the cursor of the request opens, with the addresses of its neighbours."""
    part = part_of(rows, order, request.GET.get(CURSOR, ""))
    return Page(part.rows, address_of(request, part.before), address_of(request, part.after))


def address_of(request: HttpRequest, token: str) -> str:
    if not token:
        return ""
    parameters = request.GET.copy()
    parameters[CURSOR] = token
    return f"?{parameters.urlencode()}"


def _part(found: list, model: type[Model], order: Order, *, place: int, more: bool, back: bool = False) -> Part:
    before = _write(True, found[0], model, order, place) if back and found else ""
    after = _write(False, found[-1], model, order, place + len(found)) if more and found else ""
    return Part(found, before, after, place)


def _beyond(order: Order, cursor: Cursor, field: Field) -> Expression:
    """A comparison of whole rows, which an index answers: (value, key) < (…, …)."""
    edge: list[Expression] = [Value(cursor.pk, output_field=BigAutoField())]
    names = ["pk"]
    if order.by != "pk":
        names.insert(0, "sort_key")
        edge.insert(0, Value(field.to_python(cursor.value), output_field=field))
    compare = LessThan if order.descending != cursor.back else GreaterThan
    return compare(_row([F(name) for name in names]), _row(edge))


def _row(parts: list[Any]) -> Func:
    return Func(*parts, function="ROW", output_field=TextField())


def _salt(model: type[Model], order: Order) -> str:
    return f"paging.{model._meta.label_lower}.{order.by}.{order.descending}"


def _write(back: bool, row: Any, model: type[Model], order: Order, place: int) -> str:
    value = row.sort_key
    text = value.isoformat() if isinstance(value, date) else str(value)
    return signing.dumps([int(back), text, row.pk, place], salt=_salt(model, order), compress=True)


def _read(token: str, model: type[Model], order: Order, field: Field) -> Cursor | None:
    if not token:
        return None
    try:
        back, value, pk, place = signing.loads(token, salt=_salt(model, order))
        field.to_python(value)
    except (signing.BadSignature, ValidationError, ValueError):
        return None
    return Cursor(bool(back), value, pk, place)
