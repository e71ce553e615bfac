"""Lists over a queryset: conditions by django-filter, one order, pages by key.

    CONTRACTS = declare(TableKind(
        code="contracts.mine", title=_("Contracts"), url_name="contracts:contracts", may_open=can_see_contracts,
        rows=lambda actor: contracts_of(actor.organisation), filters=ContractFilters, present=contract_lines,
        sorts=(Sort("newest", _("Newest"), "pk"),), sort="-newest", columns=(…),
    ))

`rows` is all that this actor may see; nothing else is ever asked. `present` turns rows of a page into what the columns
take, with everything they need fetched at once; it gives `pk` and `url`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.formats import long_date, yuan
from tte.common.languages import spoken_language
from tte.common.paging import Order, Part, part_of
from tte.lists.kinds import SORT, Act, ListKind, Sort

COUNTED = 10_000
CHUNK = 500
TEXT = "q"
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class ListFilters(django_filters.FilterSet):
    """The conditions of a list. `q` is the search box, `tabs` names the choice that stands as tabs above the table.

    A list with a search box gives `finds`: what the words asked are looked for in.
    """

    tabs = ""
    finds: Callable[[str], Q]

    @property
    def actor(self) -> Actor:
        return self.request.actor

    def holds(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        return rows.filter(self.finds(words))


def or_never(moment: str) -> Coalesce:
    """A moment to order by, where it may be missing: an order goes by what is never null."""
    return Coalesce(moment, Value(NEVER))


@dataclass(frozen=True)
class Condition:
    """One value of one condition, in words."""

    name: str
    value: str
    words: str


@dataclass(frozen=True)
class Answer:
    """A question in shape: the rows it finds, the form it was asked with, and what was left out as meaningless."""

    rows: QuerySet
    form: forms.Form
    conditions: list[Condition]
    left_out: list[str]


@dataclass(frozen=True, kw_only=True)
class TableKind(ListKind):
    rows: Callable[[Actor], QuerySet]
    filters: type[ListFilters]
    present: Callable[[list, Actor, datetime], list]
    sorts: Sequence[Sort]
    sort: str
    tab_sorts: Mapping[str, str] = field(default_factory=dict)
    acts: Sequence[Act] = ()
    name_of: Callable[[Any], str] = str

    def names(self) -> list[str]:
        return list(self.filters.base_filters)

    def knows_sort(self, asked: str) -> bool:
        return self._sort_of(asked) is not None

    def conditions(self, query: QueryDict, actor: Actor) -> list[str]:
        key, descending = self.sort_key(query)
        name = next(sort.name for sort in self.sorts if sort.key == key)
        order = (_("%(what)s, descending") if descending else _("%(what)s, ascending")) % {"what": name}
        said = [each.words for each in self.asked(query, actor).conditions]
        return [*said, _("Order: %(order)s") % {"order": order}]

    def count(self, query: QueryDict, actor: Actor) -> int:
        return self.asked(query, actor).rows.order_by().count()

    def lines(self, query: QueryDict, actor: Actor) -> Iterator[Any]:
        rows, token, at = self.asked(query, actor).rows, "", now()
        while True:
            part = part_of(rows, self.order_of(query), token, CHUNK)
            yield from self.present(part.rows, actor, at)
            token = part.after
            if not token:
                return

    def part(self, answer: Answer, query: QueryDict, token: str) -> Part:
        return part_of(answer.rows, self.order_of(query), token)

    def asked(self, query: QueryDict, actor: Actor) -> Answer:
        """What a question finds. A condition without meaning is left out, and said to be."""
        given, left_out = self.kept(query), []
        filters = self._filters(given, actor)
        for name in list(filters.form.errors):
            left_out.append(str(filters.form.fields[name].label) if name in filters.form.fields else name)
            given.pop(name, None)
        if left_out:
            filters = self._filters(given, actor)
        rows = filters.qs
        conditions = [each for bound in filters.form if bound.name in given for each in conditions_of(bound)]
        return Answer(rows, filters.form, conditions, left_out)

    def _filters(self, query: QueryDict, actor: Actor) -> ListFilters:
        return self.filters(data=query, queryset=self.rows(actor), request=SimpleNamespace(actor=actor))

    def sort_key(self, query: QueryDict) -> tuple[str, bool]:
        """The key of the order that holds, and whether it runs down."""
        usual = self.tab_sorts.get(query.get(self.filters.tabs, ""), self.sort)
        asked = query.get(SORT, "")
        chosen = asked if self._sort_of(asked) else usual
        return chosen.removeprefix("-"), chosen.startswith("-")

    def order_of(self, query: QueryDict) -> Order:
        key, descending = self.sort_key(query)
        return self._sort_of(key).order(descending)

    def _sort_of(self, asked: str) -> Sort | None:
        return next((sort for sort in self.sorts if sort.key == asked.removeprefix("-")), None)


def conditions_of(bound: BoundField) -> list[Condition]:
    """The values of one condition with the words of its chip."""
    value, field_of = bound.form.cleaned_data.get(bound.name), bound.field
    if value in (None, "", [], False):
        return []
    if isinstance(field_of, forms.BooleanField):
        return [Condition(bound.name, "on", str(field_of.label))]
    if isinstance(field_of, forms.MultipleChoiceField | forms.ChoiceField):
        words = {str(key): str(text) for key, text in field_of.choices}
        said = [(str(one), words[str(one)]) for one in (value if isinstance(value, list) else [value])]
    elif isinstance(field_of, forms.DateField):
        said = [(value.isoformat(), long_date(value, spoken_language()))]
    elif isinstance(field_of, forms.DecimalField):
        said = [(str(value), yuan(value))]
    else:
        said = [(str(value), str(value))]
    return [
        Condition(bound.name, one, _("%(name)s: %(value)s") % {"name": field_of.label, "value": text})
        for one, text in said
    ]
