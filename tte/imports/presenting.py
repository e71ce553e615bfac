"""A batch as its pages show it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tte.common.formats import count
from tte.common.languages import spoken_language
from tte.common.parts import Station
from tte.common.presence import present
from tte.imports.enums import BatchState
from tte.imports.faults import WITHHELD, said
from tte.imports.models import Batch, BatchFault
from tte.imports.selectors import kind_of, withheld_lines
from tte.longwork.enums import WorkState
from tte.longwork.presenting import WorkRow, work_row
from tte.notices.wording import spoken

PAGE = 30


@dataclass(frozen=True)
class BatchRow:
    batch: Batch
    title: str
    work: WorkRow | None


@dataclass(frozen=True)
class FaultGroup:
    """All faults of one reason in one field; `key` stands for it in an address."""

    key: str
    sheet: str
    field: str
    reason: str
    label: str
    sentence: str
    lines: int
    warning: bool


@dataclass(frozen=True)
class FaultRow:
    line: int
    label: str
    sentence: str
    given: str
    warning: bool
    sheet: str = ""
    field: str = ""


def is_busy(batch: Batch) -> bool:
    return batch.work is not None and batch.work.state in (WorkState.QUEUED, WorkState.RUNNING)


def batch_row(batch: Batch, at: datetime) -> BatchRow:
    return BatchRow(batch, str(kind_of(batch).title), work_row(present(batch.work), at) if is_busy(batch) else None)


def shows_faults(batch: Batch) -> bool:
    """None are shown while they are being found."""
    return not is_busy(batch) and batch.state != BatchState.UPLOADED


def broken_off(batch: Batch, at: datetime) -> WorkRow | None:
    """The last work, if it ended before its end and the batch still waits for what it should have done."""
    ended = batch.work is not None and batch.work.state in (WorkState.FAILED, WorkState.CANCELLED)
    waits = batch.state in (BatchState.UPLOADED, BatchState.CHECKED, BatchState.BEGUN)
    return work_row(present(batch.work), at) if ended and waits else None


def stations(batch: Batch) -> list[Station]:
    """Uploaded, checked, entered: where the batch is on its way."""
    new, begun = batch.state == BatchState.UPLOADED, batch.state == BatchState.BEGUN
    over = batch.state in (BatchState.ENTERED, BatchState.DISCARDED)
    gone = batch.state == BatchState.DISCARDED
    last = (
        Station(_("Discarded"), form="stop")
        if gone
        else Station(_("Entered"), batch.entered_at or "", form="done" if over else "now" if begun else "todo")
    )
    return [
        Station(_("Uploaded"), batch.made_at, form="now" if new else "done"),
        Station(_("Checked"), form="todo" if new else "done" if begun or over else "now"),
        last,
    ]


def fault_groups(batch: Batch) -> list[FaultGroup]:
    """What is wrong, by reason, faults before warnings, the most frequent first."""
    language = spoken_language()
    labels = {sheet: _labels(batch, sheet) for sheet in ("", *batch.shape.get("further", {}))}
    found = batch.faults.values("sheet", "field", "reason", "warning").annotate(lines=Count("line"))
    return [
        FaultGroup(
            f"{crc32('|'.join((row['sheet'], row['field'], row['reason'])).encode()):08x}",
            row["sheet"],
            row["field"],
            row["reason"],
            labels[row["sheet"]].get(row["field"], ""),
            _without_values(row["reason"], language),
            row["lines"],
            row["warning"],
        )
        for row in found.order_by("warning", "-lines", "sheet", "field", "reason")
    ]


def _without_values(reason: str, language: str) -> str:
    """The sentence with dots where its values stand."""
    sentence = said(reason, {}, language)
    return sentence % defaultdict(lambda: "…") if "%(" in sentence else sentence


def fault_rows(batch: Batch, chosen: FaultGroup | None, after: str, size: int = PAGE) -> tuple[list[FaultRow], str]:
    """One page of the faults by line, and where the next page begins ("" on the last)."""
    found = batch.faults.order_by("line", "pk")
    if chosen:
        found = found.filter(sheet=chosen.sheet, field=chosen.field, reason=chosen.reason)
    line, _dash, pk = after.partition("-")
    if line.isdecimal() and pk.isdecimal():
        found = found.filter(Q(line__gt=int(line)) | Q(line=int(line), pk__gt=int(pk)))
    faults = list(found[: size + 1])
    following = f"{faults[size - 1].line}-{faults[size - 1].pk}" if len(faults) > size else ""
    withheld = withheld_lines(batch, {fault.line for fault in faults[:size]})
    return [
        FaultRow(fault.line, "", str(WITHHELD), "", fault.warning)
        if fault.line in withheld
        else _fault_row(batch, fault)
        for fault in faults[:size]
    ], following


def _fault_row(batch: Batch, fault: BatchFault) -> FaultRow:
    """Where a further sheet is at fault, under the name that sheet has in the file."""
    sentence = said(fault.reason, fault.values, spoken_language())
    label = _labels(batch, fault.sheet).get(fault.field, "")
    sheet = batch.shape["further"][fault.sheet]["sheet"] if fault.sheet else ""
    line = fault.sheet_line or fault.line
    return FaultRow(line, label, sentence, fault.given, fault.warning, sheet, fault.field)


def _labels(batch: Batch, sheet: str = "") -> dict[str, str]:
    kind = kind_of(batch)
    return {field.code: str(field.label) for field in (kind.sheet(sheet) if sheet else kind).fields}


def summary_rows(batch: Batch) -> list[tuple[str, str, str]]:
    """Label, value at the check, value at the end."""
    after = dict(enumerate(batch.after))
    rows = []
    for place, (label, value) in enumerate(batch.before):
        rows.append((_said(label), _said(value), _said(after[place][1]) if place in after else ""))
    return rows


def _said(value: object) -> str:
    return count(value) if isinstance(value, int) else spoken(value, spoken_language())
