"""Near-duplicates: which records of the index hold much the same text. It answers with candidates by the sketches that
stand in the index; whether two texts are alike is said by `likeness`, on the texts themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tantivy import Document, FieldType, Index, Occur, Query, SchemaBuilder, Searcher

from tte.search.index import reading, schema
from tte.search.queries import readable
from tte.search.sketches import sketch

WIDER = 1.5  # the question looks a little deeper than the answer was cut
HEAP = 32_000_000
COMMON = 100  # a shingle of more than this share of the records tells nothing; of few records everything does
FEW = 1_000


@dataclass(frozen=True)
class Candidate:
    """A record that shares shingles with the text asked for, the likeliest first."""

    kind: str
    pk: int


@dataclass(frozen=True)
class Candidates:
    """What may be near, out of how many records, and the feed position for which that is said."""

    found: list[Candidate]
    records: int
    position: int
    as_of: datetime


def near(texts: Sequence[str], *, leave_out: Sequence[Candidate] = (), limit: int = 20) -> Candidates:
    """The records whose texts share the most of the rare shingles of these, whatever their kind."""
    with readable():
        searcher, mark = reading.now()
        telling = _telling(searcher, texts)
        found = []
        if telling:
            asked = [(Occur.Should, Query.term_query(schema(), "near", term)) for term in telling]
            asked += [(Occur.MustNot, Query.term_query(schema(), "id", f"{each.kind}:{each.pk}")) for each in leave_out]
            hits = searcher.search(Query.boolean_query(asked), limit, count=False).hits
            found = [_candidate(str(searcher.doc(address).get_first("id"))) for _score, address in hits]
    return Candidates(found, searcher.num_docs - 1, mark.position, mark.as_of)


def _telling(searcher: Searcher, texts: Sequence[str]) -> list[str]:
    """The shingles of the texts that some of the records have, and not many."""
    most = max(FEW, searcher.num_docs // COMMON)
    terms = {term for text in texts for term in sketch(text, WIDER)}
    return [term for term in sorted(terms) if 0 < searcher.doc_freq("near", term) <= most]


def _candidate(name: str) -> Candidate:
    kind, _, key = name.rpartition(":")
    return Candidate(kind, int(key))


class Gathered:
    """Records that stand in no index yet, held in memory to be compared with each other: key and texts of each."""

    def __init__(self, records: Iterable[tuple[int, Sequence[str]]]) -> None:
        builder = SchemaBuilder()
        builder.add_unsigned_field("pk", stored=True, indexed=True, fast=True)
        builder.add_text_field("near", tokenizer_name="whitespace", index_option="basic")
        self.schema = builder.build()
        index = Index(self.schema)
        writer = index.writer(HEAP, 1)
        for pk, texts in records:
            document = Document()
            document.add_unsigned("pk", pk)
            document.add_text("near", " ".join(sorted({term for text in texts for term in sketch(text)})))
            writer.add_document(document)
        writer.commit()
        index.reload()
        self.searcher = index.searcher()

    def near(self, texts: Sequence[str], *, before: int | None = None, limit: int = 20) -> list[int]:
        """The keys, below `before` where it is given, whose texts share the most of the rare shingles of these."""
        telling = _telling(self.searcher, texts)
        if not telling:
            return []
        shared = Query.boolean_query([(Occur.Should, Query.term_query(self.schema, "near", each)) for each in telling])
        if before is not None:
            earlier = Query.range_query(self.schema, "pk", FieldType.Unsigned, 0, before, True, False)
            shared = Query.boolean_query([(Occur.Must, shared), (Occur.Must, Query.const_score_query(earlier, 0))])
        hits = self.searcher.search(shared, limit, count=False).hits
        return [int(str(self.searcher.doc(address).get_first("pk"))) for _score, address in hits]
