"""The rows of further sheets: read once for a run, found by what they say of the row they belong to."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from tte.imports.kinds import Fault, ImportKind, Row, Sheet
from tte.imports.mapping import guess, is_reasons
from tte.imports.models import Batch
from tte.imports.reading.shapes import Line, Shape, TableRefused
from tte.imports.reading.tables import lines


def columns_of(sheet: Sheet, shape: dict) -> dict[str, int]:
    """Field code → column. No column is left out in silence: what nobody knows is refused with what is known."""
    headings = shape["headings"]
    columns = guess(sheet, headings)
    unknown = [
        heading
        for place, heading in enumerate(headings)
        if heading and place not in columns.values() and not is_reasons(heading)
    ]
    known = _(", ").join(str(field.label) for field in sheet.fields)
    if unknown:
        raise TableRefused(
            _("The sheet %(sheet)s has columns that are not known: %(columns)s. It may have: %(known)s"),
            sheet=shape["sheet"],
            columns=_(", ").join(unknown),
            known=known,
        )
    missing = [str(field.label) for field in sheet.fields if field.required and field.code not in columns]
    if missing:
        raise TableRefused(
            _("The sheet %(sheet)s lacks columns: %(columns)s"), sheet=shape["sheet"], columns=_(", ").join(missing)
        )
    return columns


class FurtherRows:
    """All rows of the further sheets of a batch. It remembers which keys the first sheet had, and in which line."""

    def __init__(self, kind: ImportKind, batch: Batch) -> None:
        self.kind, self.seen = kind, dict[str, int]()
        self.rows: dict[str, dict[str, list[Row]]] = {}
        self.problems: list[tuple[str, str, Line]] = []
        for code in batch.shape.get("further", ()):
            by_key = self.rows[code] = defaultdict(list)
            for line, row in further_lines(kind, batch, code):
                by_key[row.values[kind.key]].append(row)
                if line.problem:
                    self.problems.append((code, row.values[kind.key], line))

    def of(self, row: Row) -> Row:
        """The row with what belongs to it; of two rows with one key the first has it."""
        key = row.values[self.kind.key]
        if not key or self.seen.setdefault(key, row.line) != row.line:
            return row
        return Row(row.line, row.values, {code: found[key] for code, found in self.rows.items() if key in found})

    def faults(self, rows: list[Row]) -> Iterator[Fault]:
        """Lines that cannot be taken, and keys of which nobody knows whose they are."""
        own = {row.values[self.kind.key]: row.line for row in rows if row.further}
        for code, key, line in self.problems:
            if key in own and line.problem:
                yield Fault(own[key], None, *line.problem, sheet=code, sheet_line=line.number)
        for row in rows:
            key = row.values[self.kind.key]
            if key and self.seen.get(key) != row.line and any(key in found for found in self.rows.values()):
                reason = _("Line %(line)s has the same; the further sheets cannot tell which of them is meant")
                yield Fault(row.line, self.kind.key, reason, {"line": self.seen[key]}, given=key)

    def orphans(self) -> list[Fault]:
        """When all rows of the first sheet have been seen: what belongs to none of them."""
        reason = _("No row of the first sheet has this; the line belongs to none")
        return [
            Fault(0, self.kind.key, reason, given=key, sheet=code, sheet_line=row.line)
            for code, found in self.rows.items()
            for key, rows in found.items()
            if not key or key not in self.seen
            for row in rows
        ]


def further_rows(kind: ImportKind, batch: Batch) -> FurtherRows | None:
    return FurtherRows(kind, batch) if batch.shape.get("further") else None


def further_lines(kind: ImportKind, batch: Batch, code: str) -> Iterator[tuple[Line, Row]]:
    """The lines of one further sheet, as they stand there and under the codes of its fields."""
    kept = batch.shape["further"][code]
    shape, fields = Shape(**kept), kind.sheet(code).fields
    with batch.source.content.open("rb") as content:
        for line in lines(content, shape):
            values = {
                field.code: line.cells[shape.columns[field.code]] if field.code in shape.columns else ""
                for field in fields
            }
            yield line, Row(line.number, values)
