"""Checking and entering a batch in parts. Each part is one transaction of its caller, with the place it has reached.

Both are generators: everything up to a `yield` commits together. Whoever goes on after a break starts them anew, and
they continue behind `batch.position`. Run them by a long work (`work.py`) or right here (`check_now`, `enter_now`).
"""

from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.imports.enums import BatchState, Mode
from tte.imports.faults import faults_of_chunk, keep_faults, without_faulty
from tte.imports.further import FurtherRows, further_rows
from tte.imports.kinds import Fault, ImportKind, Row
from tte.imports.lifecycles import BATCH
from tte.imports.models import Batch
from tte.imports.reading.shapes import Line
from tte.imports.selectors import actor_of, all_batches, chunks, file_lines, kind_of, refused_lines, row_of
from tte.imports.services.batch import refuse_missing, reopen_batch, take_batch
from tte.notices.wording import kept
from tte.trail.services import advance

ENTRY_LOCK = 7403


class Part(NamedTuple):
    """Lines dealt with so far and altogether."""

    done: int
    total: int
    phase: str | Promise


Parts = Generator[Part, None, Batch]
Report = Callable[[int, int], None]


class InOtherHands(DomainError):
    code = "batch_in_other_hands"


class StockChanged(DomainError):
    code = "stock_changed"


def checking(batch_pk: int, work_pk: int | None = None) -> Parts:
    """Look at every row behind `batch.position`; at the end the batch is checked."""
    batch = all_batches().get(pk=batch_pk)
    kind, position, done = kind_of(batch), batch.position, 0
    first_seen: dict[str, int] = {}
    bad = refused_lines(batch) if position else set()
    further = further_rows(kind, batch)
    for chunk in chunks(file_lines(batch), settings.TTE_IMPORT_CHUNK):
        done += len(chunk)
        if chunk[-1].number <= position:
            _recall(kind, batch, chunk, bad, first_seen, further)
            continue
        batch = hold(batch_pk, work_pk, position)
        _check_chunk(kind, batch, chunk, first_seen, further)
        position = batch.position
        yield Part(done, batch.shape["rows"], _("Checking"))
    batch = hold(batch_pk, work_pk, position)
    keep_faults(batch, further.orphans() if further else [])
    batch.position, batch.before = 0, summary_kept(batch)
    batch.save(update_fields=["position", "before"])
    advance(batch, "check", lifecycle=BATCH, by=actor_of(batch), rows=batch.row_count, refused=batch.refused_count)
    return batch


def _check_chunk(
    kind: ImportKind, batch: Batch, chunk: list[Line], first_seen: dict[str, int], further: FurtherRows | None
) -> None:
    faults = faults_of_chunk(kind, batch, chunk, first_seen, further)
    keep_faults(batch, faults)
    batch.row_count += len(chunk)
    batch.refused_count += len({fault.line for fault in faults if not fault.warning})
    batch.warned_count += len({fault.line for fault in faults if fault.warning})
    batch.position = chunk[-1].number
    batch.save(update_fields=["row_count", "refused_count", "warned_count", "position", "figures"])


def _recall(
    kind: ImportKind,
    batch: Batch,
    chunk: list[Line],
    bad: set[int],
    first_seen: dict[str, int],
    further: FurtherRows | None,
) -> None:
    """What the lines before the break taught about repetitions, and about whose the further lines are."""
    for line in chunk:
        row = row_of(line, kind, batch.columns)
        if further is not None:
            further.of(row)
        if line.number not in bad:
            first_seen.setdefault(kind.identity(row, batch), line.number)


def entering(batch_pk: int, work_pk: int | None = None, report: Report = lambda done, total: None) -> Parts:
    """Enter the good rows behind `batch.position`. Mode `all` is one part: nothing is in before everything is."""
    batch = all_batches().get(pk=batch_pk)
    kind, position, done = kind_of(batch), batch.position, batch.entered_count
    total = batch.good_count
    for rows in chunks(_good_rows(kind, batch, position), settings.TTE_IMPORT_CHUNK):
        batch = hold(batch_pk, work_pk, position)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ENTRY_LOCK, kind.code])
        _enter_chunk(kind, batch, rows)
        position, done = batch.position, done + len(rows)
        if batch.mode == Mode.GOOD:
            if batch.state == BatchState.CHECKED:
                advance(batch, "begin", lifecycle=BATCH, by=actor_of(batch))
            yield Part(done, total, _("Entering"))
        else:
            report(done, total)
    return finish_batch(hold(batch_pk, work_pk, position), "enter")


def _good_rows(kind: ImportKind, batch: Batch, position: int) -> Iterator[Row]:
    bad, further = refused_lines(batch), further_rows(kind, batch)
    for line in file_lines(batch):
        if line.number > position and line.number not in bad:
            row = row_of(line, kind, batch.columns)
            yield further.of(row) if further else row


def _enter_chunk(kind: ImportKind, batch: Batch, rows: list[Row]) -> None:
    """The rows the stock still has nothing against; what came between check and entry keeps all out in mode `all`."""
    faults = kind.conflicts(rows, batch)
    refused = {fault.line for fault in faults if not fault.warning}
    if refused:
        _refuse_changed(batch, faults)
        batch.refused_count += len(refused)
    good = without_faulty(rows, faults)
    if good:
        batch.entered_count += kind.enter(good, batch)
    batch.position = rows[-1].line
    batch.save(update_fields=["refused_count", "entered_count", "position", "figures"])


def _refuse_changed(batch: Batch, faults: list[Fault]) -> None:
    if batch.mode == Mode.ALL:
        raise StockChanged(
            _("The stock has changed since the check: line %(line)s can no longer enter. Check again."),
            line=faults[0].line,
        )
    keep_faults(batch, [fault for fault in faults if not fault.warning])


def finish_batch(batch: Batch, verb: str) -> Batch:
    """The end of the entry: what the kind has to do once, then the state and its line in the trail."""
    kind_of(batch).finish(batch)
    actor = actor_of(batch)
    batch.entered_at, batch.entered_by, batch.position = now(), actor.user, 0
    batch.after = summary_kept(batch)
    batch.save(update_fields=["entered_at", "entered_by", "position", "figures", "after"])
    return advance(
        batch,
        verb,
        lifecycle=BATCH,
        by=actor,
        kind_of_import=batch.kind,
        rows=batch.row_count,
        entered=batch.entered_count,
        refused=batch.refused_count,
        sha256=batch.source.sha256,
    )


def summary_kept(batch: Batch) -> list:
    """The kind's summary as data: label and value, to be said in any language."""
    return [[kept(label), kept(value)] for label, value in kind_of(batch).summary(batch)]


def hold(batch_pk: int, work_pk: int | None, position: int) -> Batch:
    """The batch, locked, if it is still where we left it and nobody else is at it."""
    batch = all_batches().select_for_update(of=("self",), no_key=True).get(pk=batch_pk)
    if batch.work_id != work_pk or batch.position != position:
        raise InOtherHands(_("Somebody else works on this import at the moment; look at its page"))
    return batch


def check_now(*, batch: Batch, by: Actor) -> Batch:
    """Check the batch from the beginning, here and now, each part in a transaction of its own."""
    refuse_missing(kind_of(batch), batch.columns)
    take_batch(batch=batch, by=by)
    reopen_batch(batch=batch, by=by)
    return here(checking(batch.pk))


def enter_now(*, batch: Batch, mode: str, by: Actor, report: Report = lambda done, total: None) -> Batch:
    """Enter a checked batch, or go on with a begun one, here and now, each part in a transaction of its own."""
    take_batch(batch=batch, mode=mode, by=by)
    return here(entering(batch.pk, report=report), report)


def here(parts: Parts, report: Report = lambda done, total: None) -> Batch:
    while True:
        with transaction.atomic():
            try:
                part = next(parts)
            except StopIteration as end:
                return end.value
        report(part.done, part.total)
