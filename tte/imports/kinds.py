"""The kinds of import. An app states its kinds in its `imports.py`: what the columns are, what is checked, what enters.

    @import_kind
    class Achievements(ImportKind):
        code, title = "achievements", _("Achievements")
        fields = (Field("title", _("Title"), ("标题", "成果名称"), required=True, examples=("…",)), …)

        def can_import(self, actor): return can_post(actor)
        def check(self, rows, batch): return [Fault(row.line, "title", _("…")) for row in rows if …]
        def enter(self, rows, batch): …bulk SQL…; return len(rows)

`check`, `conflicts` and `enter` are given a few hundred to a few thousand rows at a time and ask the database for all
of them at once. Whatever they write is in the transaction of their caller, with the place the batch has reached.
"""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.forms import Form
from django.utils.functional import Promise

from tte.accounts.actor import Actor
from tte.imports.models import Batch

Text = str | Promise


@dataclass(frozen=True, eq=False)
class Field:
    """A column a kind knows. `headings` are the words by which it is recognised, Chinese and English.

    `examples` fill template and sample, `wrong` is a value that `check` refuses and the sample plants. `choices` are
    the values a cell may have, offered as a list in the template. An example that differs by language is `(zh, en)`.
    An empty example leaves its row out, where another column says it. A column without a known heading is recognised by
    the shape of the examples, where that is `telling`.
    """

    code: str
    label: Text
    headings: tuple[str, ...] = ()
    required: bool = False
    help: Text = ""
    examples: tuple[str | tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()
    wrong: str = ""
    telling: bool = True


@dataclass(frozen=True, eq=False)
class Sheet:
    """A further sheet of a workbook, known by its name: each of its rows belongs to the row of the first sheet that has
    the same in the field `ImportKind.key`, which is the first of its own fields."""

    code: str
    title: Text
    names: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: every field of the kind by its code, trimmed; empty where the file has nothing.

    `further` are the lines of further sheets that belong to it, by the code of their sheet.
    """

    line: int
    values: dict[str, str]
    further: Mapping[str, list["Row"]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line. `reason` is a translatable sentence that may name `values`; `given` is what was there.

    A warning is shown and lets the row in. `field` is the code of the field, None where the whole line is meant.
    Where a further sheet is at fault, `sheet` is its code and `sheet_line` the line there; `line` is that of the row it
    belongs to, 0 where it belongs to none.
    """

    line: int
    field: str | None
    reason: Text
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    given: str = ""
    warning: bool = False
    sheet: str = ""
    sheet_line: int = 0


class ImportKind(ABC):
    """One kind of import; see above. Only `code`, `title`, `fields`, `can_import` and `enter` must be given."""

    code: ClassVar[str]
    title: ClassVar[Text]
    fields: ClassVar[tuple[Field, ...]]
    options: ClassVar[type[Form] | None] = None
    sheets: ClassVar[tuple[Sheet, ...]] = ()
    key: ClassVar[str] = ""

    @abstractmethod
    def can_import(self, actor: Actor | None) -> bool:
        """Who may bring such a file in, for the acting organisation."""

    def check(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """What is wrong with the rows in themselves. Nothing is written but `batch.figures`, kept with the chunk."""
        return []

    def conflicts(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """What the stock has against the rows. Asked while checking and again in the transaction that enters them."""
        return []

    def identity(self, row: Row, batch: Batch) -> str:
        """What makes a row the same as another of the file; the later one is refused. Empty: no such thing."""
        return ""

    @abstractmethod
    def enter(self, rows: list[Row], batch: Batch) -> int:
        """Write the rows; returns how many entered."""

    def finish(self, batch: Batch) -> None:
        """Once, after the last rows, in the same transaction: open the case, tell people, whatever is due."""
        return

    def summary(self, batch: Batch) -> list[tuple[Text, object]]:
        """Label and value of what is worth comparing before and after; amounts are Decimal yuan."""
        return []

    def leads_to(self, batch: Batch) -> tuple[Text, str] | None:
        """Where what entered goes on: what is done there, and its address."""
        return None

    def withheld(self, batch: Batch) -> Callable[[list[Row]], set[int]] | None:
        """How to tell the lines that may not be given out any more, though the file is kept (R8-03); None: all may."""
        return None

    def chosen(self, batch: Batch) -> dict[str, Any]:
        """The options of the batch, cleaned by the kind's form."""
        if self.options is None:
            return {}
        form = self.options(batch.options)
        form.is_valid()
        return form.cleaned_data

    @property
    def has_examples(self) -> bool:
        """Whether a sample can be made."""
        return any(field.examples for field in self.fields)

    def field(self, code: str) -> Field:
        return next(each for each in self.fields if each.code == code)

    def sheet(self, code: str) -> Sheet:
        return next(each for each in self.sheets if each.code == code)


KINDS: dict[str, ImportKind] = {}


def import_kind(kind: type[ImportKind]) -> type[ImportKind]:
    """Register a kind under its code."""
    if kind.code in KINDS:
        raise ValueError(f"The kind of import {kind.code} is registered twice")
    KINDS[kind.code] = kind()
    return kind


def kinds_for(actor: Actor | None) -> Sequence[ImportKind]:
    """The kinds the actor may import."""
    return [kind for kind in KINDS.values() if kind.can_import(actor)]
