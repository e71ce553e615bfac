"""The rows of several small tables that belong to one thing, in one statement instead of one each."""

import json
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet


def fetch_together(owner: Model, *names: str) -> None:
    """Fill the named reverse relations of `owner`: `owner.shares.all()` then asks nothing more.

    What a manager hides stays hidden, since its own queryset is asked. Rows come in no order of their own. A relation
    whose rows are to be joined with others is better fetched alone.
    """
    asked = {name: getattr(owner, name).all() for name in names}
    parts, values = [], []
    for name, rows in asked.items():
        sql, given = rows.query.sql_with_params()
        parts.append(f"SELECT %s, to_jsonb(part)::text FROM ({sql}) AS part")
        values += [name, *given]
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    with connections[owner._state.db or "default"].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for name, row in cursor.fetchall():
            found[name].append(json.loads(row, parse_float=Decimal))
    for name, rows in asked.items():
        _keep(owner, name, rows, found[name])


def all_of(rows: Any) -> list[Any]:
    """Every row of a relation by its key, without asking again where the rows were fetched before."""
    return sorted(rows.all(), key=attrgetter("pk"))


def _keep(owner: Model, name: str, rows: QuerySet[Any], found: list[dict[str, Any]]) -> None:
    """As Django's own prefetching does it: made rows in the cache of the relation, each knowing its owner."""
    fields, back = rows.model._meta.concrete_fields, getattr(owner, name).field.name
    names = [field.attname for field in fields]
    made = [
        rows.model.from_db(rows.db, names, [field.to_python(row[field.column]) for field in fields]) for row in found
    ]
    for each in made:
        setattr(each, back, owner)
    vars(rows).update(_result_cache=made, _prefetch_done=True)
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows
