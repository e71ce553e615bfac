"""A whole list as a file: CSV with a byte order mark for spreadsheets, or JSON."""

import csv
import io
import json
from collections.abc import Iterator

from django.db.models import QuerySet

from tte.codelists.models import Code, ListHead
from tte.common.spreadsheets import guarded

COLUMNS = (
    *("code", "parent_code", "name_zh", "name_en", "valid_from", "valid_to"),
    *("mark", "source_zh", "source_en", "licence_zh", "licence_en"),
)
ABOUT = ("code", "name_zh", "name_en", "mark", "source_zh", "source_en", "licence_zh", "licence_en")
CHUNK = 2000


def entry_row(entry: Code, head: ListHead) -> dict[str, str]:
    """An entry in words of the export; its licence is that of the list where it has none of its own."""
    row = {name: getattr(entry, name) for name in COLUMNS}
    row["valid_from"] = entry.valid_from.isoformat()
    row["valid_to"] = entry.valid_to.isoformat() if entry.valid_to else ""
    if not entry.licence_zh and not entry.licence_en:
        row |= {"licence_zh": head.licence_zh, "licence_en": head.licence_en}
    return row


def csv_of(head: ListHead, entries: QuerySet[Code]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    yield "\ufeff" + _taken(out)
    for entry in entries.iterator(chunk_size=CHUNK):
        writer.writerow([guarded(value) for value in entry_row(entry, head).values()])
        yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def json_of(head: ListHead, entries: QuerySet[Code]) -> Iterator[str]:
    about = {name: getattr(head, name) for name in ABOUT}
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "entries": ['
    for number, entry in enumerate(entries.iterator(chunk_size=CHUNK)):
        yield (",\n" if number else "\n") + json.dumps(entry_row(entry, head), ensure_ascii=False)
    yield "]}\n"
