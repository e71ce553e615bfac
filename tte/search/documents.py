"""What the engine is told. Apps above turn their records into `SearchDocument`s and register where these come from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SearchDocument:
    """One record as the engine holds it. Public text only: the index never decides who may see a thing.

    `newest` and `due` are seconds since 1970, `amount` is fen; None sorts last. Of the texts in `compared` only
    sketches are kept, by which near-duplicates are found (`near.py`).
    """

    pk: int
    title_zh: str = ""
    title_en: str = ""
    body_zh: str = ""
    body_en: str = ""
    codes: Sequence[str] = ()
    compared: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    newest: int | None = None
    amount: int | None = None
    due: int | None = None


Documents = Callable[[Sequence[int]], Mapping[int, SearchDocument | None]]
Keys = Callable[[], Iterable[int]]


@dataclass(frozen=True)
class DocumentSource:
    """How entries of one topic become documents of one kind: primary key → document, None where it is withdrawn."""

    topic: str
    kind: str
    documents: Documents
    keys: Keys | None


SOURCES: dict[tuple[str, str], DocumentSource] = {}


def document_source(*, topic: str, kind: str, documents: Documents, keys: Keys | None = None) -> None:
    """Feed entries of `topic` change documents of `kind`. One topic of a kind also names all its `keys`, for a
    rebuild."""
    if (topic, kind) in SOURCES:
        raise ValueError(f"Documents of {kind} already follow {topic}")
    SOURCES[topic, kind] = DocumentSource(topic, kind, documents, keys)


Withheld = Callable[[], Iterable[tuple[str, int]]]
WITHHELD: list[Withheld] = []
"""Who names what may not be found from now on, as (kind, key), whatever the index still holds."""


def withheld() -> list[str]:
    """The names of these documents in the index."""
    return [f"{kind}:{key}" for source in WITHHELD for kind, key in source()]


def topics() -> list[str]:
    return sorted({topic for topic, _ in SOURCES})


def sources_of(topic: str) -> list[DocumentSource]:
    return [source for source in SOURCES.values() if source.topic == topic]


def whole_sources() -> list[tuple[DocumentSource, Keys]]:
    """The sources that can name everything there is, and how they do."""
    return [(source, source.keys) for source in SOURCES.values() if source.keys]
