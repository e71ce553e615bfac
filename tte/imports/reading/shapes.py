"""What a file is, and the lines that come out of it, whatever it was."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tte.common.errors import DomainError
from tte.common.formats import file_size


class TableRefused(DomainError):
    """The file as a whole cannot be read; nothing of it is taken."""

    code = "table_refused"
    field = "upload"


class Problem(NamedTuple):
    """Why one line cannot be taken: a translatable sentence and its values."""

    reason: str | Promise
    values: Mapping[str, object]


class Line(NamedTuple):
    """`number` is the line of a text file where the record begins, or the row of the sheet."""

    number: int
    cells: list[str]
    problem: Problem | None = None


@dataclass(frozen=True)
class Shape:
    """How to read the file again: format, packing, encoding, delimiter, sheet; its headings and where they stand.

    `further` are the shapes of further sheets by their code, each with its `columns`. `errors` are the rows of a
    workbook in which a formula has no result, with the first such cell.
    """

    format: str
    packed: bool = False
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    headings: list[str] = field(default_factory=list)
    heading_line: int = 0
    rows: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    further: dict[str, dict] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def kept(self) -> dict:
        return asdict(self)


def refuse_bytes(count: int) -> None:
    if count > settings.TTE_IMPORT_BYTES:
        raise TableRefused(
            _("Unpacked the file has more than %(limit)s; split it"), limit=file_size(settings.TTE_IMPORT_BYTES)
        )


def refuse_rows(count: int) -> None:
    if count > settings.TTE_IMPORT_ROWS:
        raise TableRefused(_("The file has more than %(limit)s rows; split it"), limit=f"{settings.TTE_IMPORT_ROWS:,}")


def refuse_columns(count: int) -> None:
    if count > settings.TTE_IMPORT_COLUMNS:
        raise TableRefused(
            _("The file has more than %(limit)s columns; leave out what is not needed"),
            limit=f"{settings.TTE_IMPORT_COLUMNS:,}",
        )
