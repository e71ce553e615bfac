"""Reads of the import frame."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.db.models import QuerySet

from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.imports.kinds import KINDS, ImportKind, Row, kinds_for
from tte.imports.mapping import guess, normalised, signature
from tte.imports.models import Batch, ColumnMap
from tte.imports.reading.shapes import Line, Shape
from tte.imports.reading.tables import lines, sample

T = TypeVar("T")
SAMPLED = 50


def all_batches() -> QuerySet[Batch]:
    return Batch.objects.select_related(
        "organisation", "membership__organisation", "membership__user", "made_by", "source", "work"
    )


def batches_of(actor: Actor) -> QuerySet[Batch]:
    """The batches of the acting organisation of kinds the actor may import, newest first."""
    kinds = [kind.code for kind in kinds_for(actor)]
    return all_batches().filter(organisation=actor.organisation, kind__in=kinds).order_by("-pk")


def kind_of(batch: Batch) -> ImportKind:
    return KINDS[batch.kind]


def shape_of(batch: Batch) -> Shape:
    return Shape(**batch.shape)


def actor_of(batch: Batch) -> Actor:
    """Who acted on the batch last, in the role of that act."""
    return Actor(batch.membership.user, batch.membership)


def file_lines(batch: Batch) -> Iterator[Line]:
    """The lines of the file below its headings."""
    with batch.source.content.open("rb") as content:
        yield from lines(content, shape_of(batch))


def sample_lines(batch: Batch, count: int = SAMPLED) -> list[Line]:
    with batch.source.content.open("rb") as content:
        return given_out(batch, sample(content, shape_of(batch), count))


def given_out(batch: Batch, found: list[Line]) -> list[Line]:
    """The lines as they may be shown: the cells of what is withheld are empty."""
    kind = kind_of(batch)
    telling = kind.withheld(batch)
    if telling is None or not found:
        return found
    cells = list(zip(*(line.cells for line in found), strict=True))
    columns = batch.columns or guess(kind, batch.shape["headings"], cells)
    withheld = telling([row_of(line, kind, columns) for line in found])
    return [line._replace(cells=[""] * len(line.cells)) if line.number in withheld else line for line in found]


def withheld_lines(batch: Batch, among: Collection[int]) -> set[int]:
    """Those of these lines that may not be given out; the file is read only where something may be withheld."""
    kind = kind_of(batch)
    telling = kind.withheld(batch)
    if telling is None or not among:
        return set()
    rows = (row_of(line, kind, batch.columns) for line in file_lines(batch) if line.number in among)
    return {line for some in chunks(rows, settings.TTE_IMPORT_CHUNK) for line in telling(some)}


def row_of(line: Line, kind: ImportKind, columns: dict[str, int]) -> Row:
    """The line with its cells under the codes of the fields."""
    cells = line.cells
    values = {field.code: cells[columns[field.code]] if field.code in columns else "" for field in kind.fields}
    return Row(line.number, values)


def refused_lines(batch: Batch) -> set[int]:
    """The lines that have a fault."""
    return set(batch.faults.filter(warning=False).values_list("line", flat=True))


def orphaned_lines(batch: Batch) -> int:
    """How many lines of further sheets belong to no row."""
    return batch.faults.filter(line=0, warning=False).count()


def chunks(things: Iterator[T], size: int) -> Iterator[list[T]]:
    while chunk := list(islice(things, size)):
        yield chunk


def first_columns(kind: ImportKind, organisation: Organisation, shape: Shape, head: list[Line]) -> dict[str, int]:
    """As these headings were read last by the organisation, else as they look."""
    kept = ColumnMap.objects.filter(
        organisation=organisation, kind=kind.code, headings=signature(shape.headings)
    ).first()
    if kept is None:
        return guess(kind, shape.headings, list(zip(*(line.cells for line in head), strict=True)))
    places = {normalised(heading): place for place, heading in reversed(list(enumerate(shape.headings)))}
    codes = {field.code for field in kind.fields}
    return {code: places[word] for code, word in kept.columns.items() if word in places and code in codes}
