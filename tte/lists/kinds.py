"""What a list is, to everything that serves all lists: saved views, columns, files, acts on several rows.

A list is declared once, in `lists/` of the app whose rows it holds. Most are tables over a queryset (`tables.py`); the
public search answers from the engine. Both say which conditions they know, what a question means in words, and what a
file of the answer holds; nobody meets a row here that the list's own page would not show.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from tte.accounts.actor import Actor
from tte.common.paging import Order
from tte.common.spreadsheets import Value

SORT, COLUMN, SAVED = "sort", "col", "saved"


@dataclass(frozen=True)
class Column:
    """One column: what the page shows (`cell`, text or safe markup) and what a file holds (`value`) of a row.

    A `fixed` column names the row and is always there; `shown` is what people see before they choose.
    """

    key: str
    name: str | Promise
    cell: Callable[[Any], str]
    value: Callable[[Any], Value]
    shape: str = ""
    fixed: bool = False
    shown: bool = True

    def if_chosen(self) -> "Column":
        """The same column for those who ask for it."""
        return replace(self, shown=False)


@dataclass(frozen=True)
class Sort:
    """An order people may ask for, `?sort=key` or `?sort=-key`; a column of the same key gets the link in its head."""

    key: str
    name: str | Promise
    by: str

    def order(self, descending: bool) -> Order:
        return Order(self.by, descending)


def anybody(_actor: Actor) -> bool:
    return True


def nothing_done(_thing: Any, _actor: Actor) -> bool:
    return False


@dataclass(frozen=True)
class Act:
    """What may be done to several rows at once: the service of the single row, one row after the other.

    `says` and `refused` are sentences with `%(n)s`. An act with `choices` is done with one of them (`asks` is the name
    of the choice), which the service is handed as text. `may` says to whom it is offered. Rows of which `is_done` says
    that nothing is left to do are left alone and counted apart, in `says_done`.
    """

    key: str
    label: str | Promise
    says: str | Promise
    refused: str | Promise
    service: Callable[..., object]
    asks: str | Promise = ""
    choices: Callable[[Actor], list[tuple[str, str]]] | None = None
    may: Callable[[Actor], bool] = anybody
    is_done: Callable[[Any, Actor], bool] = nothing_done
    says_done: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class ListKind(ABC):
    """The part of a list that all lists share. `url_name` is that of its page."""

    code: str
    title: str | Promise
    url_name: str
    may_open: Callable[[Actor], bool]
    columns: Sequence[Column]
    of_organisation: bool = True

    @property
    def address(self) -> str:
        return reverse(self.url_name)

    def columns_of(self, keys: Sequence[str]) -> list[Column]:
        """The columns of these keys in the list's own order, with those that cannot be left out."""
        return [column for column in self.columns if column.fixed or column.key in keys]

    def usual_columns(self) -> list[Column]:
        return [column for column in self.columns if column.fixed or column.shown]

    def chosen_columns(self, query: QueryDict) -> list[Column]:
        """What `?col=…` asks for, else the usual ones."""
        return self.columns_of(query.getlist(COLUMN)) if COLUMN in query else self.usual_columns()

    @abstractmethod
    def names(self) -> list[str]:
        """The parameters that are conditions of this list."""

    @abstractmethod
    def knows_sort(self, asked: str) -> bool:
        """Whether its rows can be ordered as `asked`."""

    def kept(self, query: QueryDict) -> QueryDict:
        """The question without what this list does not know, and without the place in its pages."""
        found = QueryDict(mutable=True)
        for name in (*self.names(), SORT, COLUMN):
            if values := [value for value in query.getlist(name) if value]:
                found.setlist(name, values)
        return found

    def unknown(self, query: QueryDict) -> list[str]:
        """Conditions of a question that this list has no more, in words."""
        columns = {column.key for column in self.columns}
        gone = [name for name in query if name not in (*self.names(), SORT, COLUMN)]
        gone += [f"{COLUMN} {key}" for key in query.getlist(COLUMN) if key not in columns]
        return gone + [f"{SORT} {asked}" for asked in query.getlist(SORT) if asked and not self.knows_sort(asked)]

    @abstractmethod
    def conditions(self, query: QueryDict, actor: Actor) -> list[str]:
        """The conditions that hold, in words, and the order."""

    @abstractmethod
    def count(self, query: QueryDict, actor: Actor) -> int:
        """How many rows the answer has."""

    @abstractmethod
    def lines(self, query: QueryDict, actor: Actor) -> Iterator[Any]:
        """Every row of the answer, in its order, as its columns take them."""


LISTS: dict[str, ListKind] = {}


def declare(kind: ListKind) -> ListKind:
    if kind.code in LISTS:
        raise ValueError(f"The list {kind.code} is declared twice")
    LISTS[kind.code] = kind
    return kind
