"""The rows of an import become records: one declaration and one batch for all, numbers in one piece, two COPYs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import Any

from django.db import transaction
from django.db.models import F, Field

from listings.enums import AchievementState, AskedSecrecyLevel
from listings.models import Achievement, CatalogueBatch, CatalogueEntry, IPRight, SecrecyDeclaration
from listings.records import Texts
from listings.selectors.record import RIGHT_FIELDS, ROW_FIELDS, ROW_MODELS, Rows
from listings.services.right import kept_number
from tte.accounts.actor import Actor
from tte.common.bulk import copy_rows, next_keys
from tte.common.numbering import yearly_code, yearly_codes
from tte.imports.models import Batch
from tte.trail.services import record

ACHIEVEMENT = (
    "id",
    "code",
    "state",
    "secrecy_id",
    "holder_id",
    "posted_by_id",
    "title_zh",
    "title_en",
    "abstract_zh",
    "abstract_en",
    "field",
    "maturity",
    "regime",
    "region",
    "kind",
    "origin",
    "level",
    "stage",
    "description_zh",
    "description_en",
    "project_number",
)
NEEDED = ("right_offered", "price_basis")
PARTS = {
    "rights": (IPRight, RIGHT_FIELDS),
    "shares": (ROW_MODELS["shares"], ROW_FIELDS["shares"]),
    "licences": (ROW_MODELS["licences"], ROW_FIELDS["licences"]),
    "first_refusals": (ROW_MODELS["first_refusals"], ROW_FIELDS["first_refusals"]),
}
ENTRY = (
    "achievement_id",
    "batch_id",
    "line",
    "stated_holder",
    "number",
    "source_id",
    "source_url",
    "keywords",
    "classification",
    "dated",
    "region_code",
    "ip_type",
    "number_key",
    "source_key",
    "twin_key",
)


@dataclass(frozen=True, slots=True)
class NewRecord:
    """One good row. `registered` are kind, origin, level and stage; `is_draft` keeps it out of the catalogue."""

    line: int
    texts: Texts
    number_key: str
    source_key: str
    twin_key: str
    technology_field: str
    maturity: int | None
    holder: str
    number: str
    source_id: str
    source_url: str
    keywords: str
    classification: str
    dated: str
    region_code: str
    ip_type: str
    registered: tuple[str, ...]
    details: str
    project_number: str
    is_draft: bool
    stated: dict[str, Any] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)


@transaction.atomic
def open_batch(
    *, source_batch: Batch, reviewer_name: str, reviewed_on: date, source: str, licence: str, by: Actor
) -> CatalogueBatch:
    """The batch of an import with its declaration of secrecy (R8-02), made before any text; asked again it is found."""
    found = CatalogueBatch.objects.filter(source_batch=source_batch).first()
    if found is not None:
        return found
    declaration = SecrecyDeclaration.objects.create(
        level=AskedSecrecyLevel.PUBLIC,
        reviewer_name=reviewer_name,
        reviewed_on=reviewed_on,
        organisation=by.acting_for,
        declared_by=by.user,
    )
    batch = CatalogueBatch.objects.create(
        code=yearly_code("I{year}{number:05d}", series="import-{year}"),
        source_batch=source_batch,
        secrecy=declaration,
        holder=by.acting_for,
        entered_by=by.user,
        file_name=source_batch.source.name,
        source=source,
        licence=licence,
    )
    record("cataloguebatch.declare", batch, by=by, reviewed_on=reviewed_on.isoformat(), file=batch.file_name)
    return batch


@transaction.atomic
def enter_records(*, batch: CatalogueBatch, records: Sequence[NewRecord], by: Actor) -> int:
    """Add the records of the rows, invisible until the batch is decided. The cost does not grow with the stock."""
    keys = next_keys(Achievement, len(records))
    codes = yearly_codes("A{year}{number:06d}", len(records), series="achievement-{year}")
    further = _stated_in(records)
    copy_rows(Achievement, (*ACHIEVEMENT, *further), _achievements(batch, records, keys, codes, by, further=further))
    copy_rows(CatalogueEntry, ENTRY, map(_entry, records, keys, repeat(batch.pk)))
    _copy_rows_of(records, keys)
    drafts = sum(each.is_draft for each in records)
    CatalogueBatch.objects.filter(pk=batch.pk).update(
        catalogued=F("catalogued") + len(records) - drafts, drafts=F("drafts") + drafts
    )
    return len(records)


def _stated_in(records: Sequence[NewRecord]) -> dict[str, object]:
    """The further columns that one of the records states, with what stands in the others."""
    names = dict.fromkeys((*NEEDED, *(name for each in records for name in each.stated)))
    return {name: _in_copy(_column(name).get_default()) for name in names}


def _column(name: str) -> "Field[Any, Any]":
    return next(field for field in Achievement._meta.concrete_fields if field.name == name)


def _in_copy(value: object) -> object:
    """A list as PostgreSQL writes one: of codes, so nothing in it needs a quote."""
    return f"{{{','.join(value)}}}" if isinstance(value, list) else value


def _copy_rows_of(records: Sequence[NewRecord], keys: list[int]) -> None:
    """Rights, shares and licences that the records state, one COPY for each kind that occurs."""
    for name, (model, columns) in PARTS.items():
        rows = [
            (key, *(_part(model, column, row) for column in columns))
            for each, key in zip(records, keys, strict=True)
            for row in each.rows.get(name, ())
        ]
        if rows:
            copy_rows(model, ("achievement_id", *columns), rows)


def _part(model: Any, column: str, row: dict[str, Any]) -> object:
    if column == "number":
        return kept_number(row["ip_type"], row["number"])
    value = row.get(column)
    return model._meta.get_field(column).get_default() if value is None else value


def _achievements(
    batch: CatalogueBatch,
    records: Sequence[NewRecord],
    keys: list[int],
    codes: list[str],
    by: Actor,
    *,
    further: dict[str, object],
) -> Iterator[tuple]:
    for each, key, code in zip(records, keys, codes, strict=True):
        texts = each.texts
        yield (
            key,
            code,
            AchievementState.DRAFT.value if each.is_draft else AchievementState.IMPORTED.value,
            batch.secrecy_id,
            batch.holder_id,
            by.user.pk,
            texts.title_zh,
            texts.title_en,
            texts.abstract_zh,
            texts.abstract_en,
            each.technology_field,
            each.maturity,
            "",
            each.region_code,
            *each.registered,
            *(("", each.details) if texts.title_en and not texts.title_zh else (each.details, "")),
            each.project_number,
            *(_in_copy(each.stated.get(name, default)) for name, default in further.items()),
        )


def _entry(each: NewRecord, key: int, batch: int) -> tuple:
    return (
        key,
        batch,
        each.line,
        each.holder,
        each.number,
        each.source_id,
        each.source_url,
        each.keywords,
        each.classification,
        each.dated,
        each.region_code,
        each.ip_type,
        each.number_key,
        each.source_key,
        each.twin_key,
    )
