"""An index of a test's own, filled with documents that stand in a dictionary."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from tte.search import documents
from tte.search.documents import SearchDocument, document_source
from tte.search.index import reading

KIND = "paper"


@contextmanager
def search_index(folder: Path, papers: dict[int, SearchDocument]) -> Iterator[None]:
    """Documents of kind and topic "paper" come from `papers`, the index lies in `folder`."""
    before = dict(documents.SOURCES)
    documents.SOURCES.clear()
    document_source(
        topic=KIND, kind=KIND, documents=lambda keys: {key: papers.get(key) for key in keys}, keys=lambda: list(papers)
    )
    try:
        with override_settings(TTE_PROJECTIONS=folder):
            reading.forget()
            yield
    finally:
        reading.forget()
        documents.SOURCES.clear()
        documents.SOURCES.update(before)
