"""Acts on a batch: made of an upload, its columns set, taken in hand, discarded."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.presence import present
from tte.files.services import store_file
from tte.imports.enums import BatchState, Mode
from tte.imports.further import columns_of
from tte.imports.kinds import KINDS, ImportKind
from tte.imports.lifecycles import BATCH
from tte.imports.mapping import normalised, recognised, sheet_code, signature
from tte.imports.models import Batch, ColumnMap
from tte.imports.reading.tables import content_type, look_at, sample
from tte.imports.selectors import SAMPLED, first_columns, kind_of, orphaned_lines
from tte.longwork.enums import WorkState
from tte.trail.services import advance, record


class ColumnsRefused(DomainError):
    code = "columns_refused"


class WorkGoesOn(DomainError):
    code = "work_goes_on"


class BadRows(DomainError):
    code = "bad_rows"
    field = "mode"


@transaction.atomic
def make_batch(*, kind: str, upload: UploadedFile, by: Actor, options: dict | None = None) -> Batch:
    """Keep an upload as a batch of `kind`, if it is a table that can be read; its columns are guessed or remembered."""
    known = KINDS[kind]
    content = present(upload.file)
    shape = look_at(content, lambda cells: recognised(known, cells), lambda name: sheet_code(known, name))
    for code, further in shape.further.items():
        further["columns"] = columns_of(known.sheet(code), further)
    head = sample(content, shape, SAMPLED)
    batch = Batch.objects.create(
        kind=kind,
        organisation=by.acting_for,
        membership=by.acting_as,
        made_by=by.user,
        source=store_file(upload=upload, by=by, sniff=content_type),
        shape=shape.kept(),
        columns=first_columns(known, by.acting_for, shape, head),
        options=options or {},
    )
    record("batch.make", batch, by=by, kind_of_import=kind, sha256=batch.source.sha256)
    return batch


@transaction.atomic
def map_columns(*, batch: Batch, columns: dict[str, int], by: Actor) -> Batch:
    """Say which column holds which field, and remember it for the next file with these headings."""
    batch = reopen_batch(batch=batch, by=by)
    kind, headings = kind_of(batch), batch.shape["headings"]
    refuse_missing(kind, columns)
    if len(set(columns.values())) < len(columns) or not all(0 <= place < len(headings) for place in columns.values()):
        raise ColumnsRefused(_("Each column can hold one field only"))
    batch.columns = columns
    batch.save(update_fields=["columns"])
    ColumnMap.objects.update_or_create(
        organisation=batch.organisation,
        kind=batch.kind,
        headings=signature(headings),
        defaults={"columns": {code: normalised(headings[place]) for code, place in columns.items()}, "kept_at": now()},
    )
    return batch


def refuse_missing(kind: ImportKind, columns: dict[str, int]) -> None:
    """A file whose required fields have no column cannot be checked."""
    missing = [str(field.label) for field in kind.fields if field.required and field.code not in columns]
    if missing:
        raise ColumnsRefused(
            _("No column is given for what every row must have: %(fields)s"), fields=_(", ").join(missing)
        )


@transaction.atomic
def reopen_batch(*, batch: Batch, by: Actor) -> Batch:
    """Back to before the check: what was found is forgotten."""
    batch = idle_batch(batch)
    if batch.state != BatchState.UPLOADED:
        advance(batch, "reopen", lifecycle=BATCH, by=by)
    batch.faults.all().delete()
    batch.position = batch.row_count = batch.refused_count = batch.warned_count = 0
    batch.figures, batch.before = {}, []
    batch.save(update_fields=["position", "row_count", "refused_count", "warned_count", "figures", "before"])
    return batch


@transaction.atomic
def take_batch(*, batch: Batch, by: Actor, mode: str = "") -> Batch:
    """Act on the batch from now on in the role of `by`; no work may be at it. With a `mode` to enter its rows."""
    batch = idle_batch(batch)
    if mode:
        refuse_bad_rows(batch, mode)
    batch.membership, batch.work = by.acting_as, None
    batch.mode = mode or batch.mode
    batch.save(update_fields=["membership", "work", "mode"])
    return batch


@transaction.atomic
def discard_batch(*, batch: Batch, by: Actor) -> Batch:
    """Nothing of it has entered and nothing will."""
    batch = idle_batch(batch)
    return advance(batch, "discard", lifecycle=BATCH, by=by)


def idle_batch(batch: Batch) -> Batch:
    """The batch, locked, if no work goes on with it."""
    batch = lock(batch)
    if batch.work and batch.work.state in (WorkState.QUEUED, WorkState.RUNNING):
        raise WorkGoesOn(_("Work on this import still goes on; wait for it or stop it"))
    return batch


def refuse_bad_rows(batch: Batch, mode: str) -> None:
    """What keeps a batch from being entered in this mode."""
    if batch.state not in (BatchState.CHECKED, BatchState.BEGUN):
        raise BadRows(_("The file must be checked before it can be entered"))
    if mode == Mode.ALL and batch.state == BatchState.BEGUN:
        raise BadRows(_("Some rows have been imported already; only the valid ones can follow"))
    if mode == Mode.ALL and batch.refused_count:
        raise BadRows(
            _("%(count)s rows are faulty, so nothing was imported. Correct them, or import the valid rows."),
            count=batch.refused_count,
        )
    if mode == Mode.ALL and (orphans := orphaned_lines(batch)):
        raise BadRows(
            _("%(count)s lines of further sheets belong to no row. Correct them, or import the valid rows."),
            count=orphans,
        )
    if not batch.good_count:
        raise BadRows(_("No row is valid; there is nothing to import"))
