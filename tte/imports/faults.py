"""What is wrong with rows: found, kept as data, said in the reader's language."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tte.imports.further import FurtherRows
from tte.imports.kinds import Fault, ImportKind, Row
from tte.imports.mapping import normalised
from tte.imports.models import Batch, BatchFault
from tte.imports.reading.shapes import Line
from tte.imports.selectors import row_of
from tte.notices.wording import kept, spoken

LONGEST_GIVEN = 200
WITHHELD = _("It is not given out: what stood there has been taken down")


def faults_of_chunk(
    kind: ImportKind, batch: Batch, chunk: list[Line], first_seen: dict[str, int], further: FurtherRows | None = None
) -> list[Fault]:
    """Everything that is wrong with the lines; `first_seen` tells which line had an identity first, and grows."""
    faults = [Fault(line.number, None, line.problem.reason, line.problem.values) for line in chunk if line.problem]
    rows = [row_of(line, kind, batch.columns) for line in chunk if not line.problem]
    if further is not None:
        for line in chunk:
            further.of(
                row_of(line, kind, batch.columns)
            )  # a line that cannot be taken has lines of its own all the same
        rows = [further.of(row) for row in rows]
        faults += further.faults(rows)
    faults += _missing(kind, rows) + kind.check(rows, batch)
    rows = without_faulty(rows, faults)
    faults += _repeated(kind, batch, rows, first_seen)
    return faults + kind.conflicts(without_faulty(rows, faults), batch)


def without_faulty(rows: list[Row], faults: Iterable[Fault]) -> list[Row]:
    bad = {fault.line for fault in faults if not fault.warning}
    return [row for row in rows if row.line not in bad]


def _missing(kind: ImportKind, rows: list[Row]) -> list[Fault]:
    """Required cells that are empty and values that are none of the choices."""
    found = []
    needed = [field.code for field in kind.fields if field.required]
    lists = {field.code: {normalised(each) for each in field.choices} for field in kind.fields if field.choices}
    for row in rows:
        found += [Fault(row.line, code, _("This must be given")) for code in needed if not row.values[code]]
        for code, words in lists.items():
            given = row.values[code]
            if given and normalised(given) not in words:
                found.append(Fault(row.line, code, _("This value is not allowed here"), given=given))
    return found


def _repeated(kind: ImportKind, batch: Batch, rows: list[Row], first_seen: dict[str, int]) -> list[Fault]:
    found = []
    for row in rows:
        identity = kind.identity(row, batch)
        if identity and first_seen.setdefault(identity, row.line) != row.line:
            values = {"line": first_seen[identity]}
            found.append(Fault(row.line, None, _("The same is already in line %(line)s"), values))
    return found


def keep_faults(batch: Batch, faults: list[Fault]) -> None:
    """Write them with the chunk: the sentence as the source says it, its values as data."""
    with translation.override("en"):
        rows = [
            BatchFault(
                batch=batch,
                line=fault.line,
                field=fault.field or "",
                reason=str(fault.reason),
                values={name: kept(value) for name, value in fault.values.items()},
                given=fault.given[:LONGEST_GIVEN],
                warning=fault.warning,
                sheet=fault.sheet,
                sheet_line=fault.sheet_line,
            )
            for fault in faults
        ]
    BatchFault.objects.bulk_create(rows, batch_size=1000)


def said(reason: str, values: dict[str, object], language: str) -> str:
    """A kept reason in `language`."""
    with translation.override(language):
        sentence = gettext(reason)
    return sentence % {name: spoken(value, language) for name, value in values.items()} if values else sentence
