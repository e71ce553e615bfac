"""The index on disk. One folder is current; a rebuild fills another and moves the pointer. The position stands in the
index."""

import json
import os
import shutil
import threading
import time
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from tantivy import Document, Index, IndexWriter, Query, Schema, SchemaBuilder, Searcher

from tte.search.analysis import code_term, folded, pairs, words
from tte.search.documents import SearchDocument
from tte.search.sketches import sketch

TEXTS = ("title_zh", "title_en", "body_zh", "body_en")
SORTS = ("newest", "amount", "amount_down", "due")
MISSING = 2**62
MARK = "_mark"
HEAP = 64_000_000
ABANDONED_AFTER = 24 * 3600


@dataclass(frozen=True)
class Mark:
    """Up to where the index has followed which feed, and when it was written."""

    feed_id: str
    position: int
    written_at: float

    @property
    def as_of(self) -> datetime:
        return datetime.fromtimestamp(self.written_at, tz=UTC)


class IndexBusy(Exception):
    """Another process holds the writer of this folder."""


class IndexBroken(Exception):
    """There is no index, or it cannot be read: only a rebuild helps."""


@cache
def schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("mark", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("pk", stored=True, indexed=True, fast=True)
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("title_pairs", "body_pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("code", "exact"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("near", tokenizer_name="whitespace", index_option="basic")
    builder.add_json_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    for name in SORTS:
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def root() -> Path:
    return Path(settings.TTE_PROJECTIONS) / "search"


def current_folder() -> Path:
    try:
        return root() / (root() / "current").read_text(encoding="ascii")
    except FileNotFoundError as missing:
        raise IndexBroken("No index has been built") from missing


def new_folder() -> Path:
    folder = root() / f"index-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    return folder


def make_current(folder: Path) -> None:
    """Point at `folder` in one step, and remove the folder that was current and any abandoned half-built one."""
    former = (root() / "current").read_text(encoding="ascii") if (root() / "current").exists() else ""
    draft = root() / f"current-{uuid.uuid4().hex}"
    draft.write_text(folder.name, encoding="ascii")
    os.replace(draft, root() / "current")
    for other in root().glob("index-*"):
        abandoned = time.time() - other.stat().st_mtime > ABANDONED_AFTER
        if other.name != folder.name and (other.name == former or abandoned):
            shutil.rmtree(other, ignore_errors=True)


def report_broken(folder: Path) -> None:
    """Ask the follower of this machine for a rebuild: a search could not read the folder."""
    if folder.exists():
        (folder / "broken").touch()


def was_reported_broken(folder: Path) -> bool:
    return (folder / "broken").exists()


def read_mark(searcher: Searcher) -> Mark:
    found = searcher.search(Query.term_query(schema(), "id", MARK), limit=1).hits
    if not found:
        raise IndexBroken("The index holds no position")
    return Mark(**json.loads(str(searcher.doc(found[0][1]).get_first("mark"))))


class Writing:
    """The one writer of a folder. Documents and position become visible together, at `commit`."""

    def __init__(self, folder: Path, *, new: bool = False) -> None:
        self.folder = folder
        try:
            self.index = Index(schema(), path=str(folder), reuse=False) if new else Index.open(str(folder))
            if self.index.schema != schema():
                raise IndexBroken("The index has other fields than this version writes")
            self.writer: IndexWriter = self.index.writer(HEAP, 1)
            self.mark = Mark("", 0, 0.0) if new else read_mark(self.index.searcher())
        except (ValueError, OSError) as broken:
            raise (IndexBusy if "LockBusy" in str(broken) else IndexBroken)(str(broken)) from broken

    def put(self, kind: str, key: int, document: SearchDocument | None) -> None:
        self.writer.delete_documents_by_term("id", f"{kind}:{key}")
        if document is not None:
            self.writer.add_document(as_stored(kind, document))

    def commit(self, feed_id: str, position: int) -> None:
        self.mark = Mark(feed_id, position, time.time())
        entry = Document()
        entry.add_text("id", MARK)
        entry.add_text("mark", json.dumps(asdict(self.mark)))
        self.writer.delete_documents_by_term("id", MARK)
        self.writer.add_document(entry)
        self.writer.commit()

    def close(self) -> None:
        self.writer.wait_merging_threads()


def as_stored(kind: str, given: SearchDocument) -> Document:
    stored = Document()
    stored.add_text("id", f"{kind}:{given.pk}")
    stored.add_text("kind", kind)
    stored.add_unsigned("pk", given.pk)
    for name in TEXTS:
        stored.add_text(name, " ".join(words(getattr(given, name))))
    stored.add_text("title_pairs", " ".join(pairs(f"{given.title_zh} {given.title_en}")))
    stored.add_text("body_pairs", " ".join(pairs(f"{given.body_zh} {given.body_en}")))
    for code in given.codes:
        stored.add_text("code", code_term(code))
    stored.add_text("near", " ".join(term for text in given.compared for term in sketch(text)))
    for title in (given.title_zh, given.title_en):
        if title:
            stored.add_text("exact", folded(title))
    stored.add_json("facets", {name: list(values) for name, values in given.facets.items()})
    stored.add_integer("newest", given.newest or 0)
    stored.add_integer("amount", MISSING if given.amount is None else given.amount)
    stored.add_integer("amount_down", MISSING if given.amount is None else -given.amount)
    stored.add_integer("due", MISSING if given.due is None else given.due)
    return stored


class Reading:
    """The current index as this process reads it; looks at the disk before every search whether there is something
    newer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._folder: Path | None = None
        self._written: int | None = None
        self._now: tuple[Searcher, Mark] | None = None

    def now(self) -> tuple[Searcher, Mark]:
        """The newest searcher and what it holds. A folder removed between two looks is looked for once more."""
        with self._lock:
            try:
                return self._look()
            except (IndexBroken, ValueError, OSError):
                self.forget()
            try:
                return self._look()
            except (ValueError, OSError) as broken:
                self.forget()
                raise IndexBroken(str(broken)) from broken

    def _look(self) -> tuple[Searcher, Mark]:
        folder = current_folder()
        written = (folder / "meta.json").stat().st_mtime_ns
        if folder != self._folder:
            self._index = Index.open(str(folder))
            if self._index.schema != schema():
                raise IndexBroken("The index has other fields than this version reads")
            self._index.config_reader("manual")
        if (folder, written) != (self._folder, self._written) or self._now is None:
            self._index.reload()
            searcher = self._index.searcher()
            self._folder, self._written, self._now = folder, written, (searcher, read_mark(searcher))
        return self._now


reading = Reading()
