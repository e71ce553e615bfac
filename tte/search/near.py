"""Near-duplicates: which records of the index hold much the same text. It answers with candidates by the sketches that
stand in the index; whether two texts are alike is said by `likeness`, on the texts themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tantivy import Occur, Query

from tte.search.index import reading, schema
from tte.search.queries import readable
from tte.search.sketches import sketch

WIDER = 1.5  # the question looks a little deeper than the answer was cut
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
        most = max(FEW, searcher.num_docs // COMMON)
        terms = {term for text in texts for term in sketch(text, WIDER)}
        telling = [term for term in sorted(terms) if 0 < searcher.doc_freq("near", term) <= most]
        found = []
        if telling:
            asked = [(Occur.Should, Query.term_query(schema(), "near", term)) for term in telling]
            asked += [(Occur.MustNot, Query.term_query(schema(), "id", f"{each.kind}:{each.pk}")) for each in leave_out]
            hits = searcher.search(Query.boolean_query(asked), limit, count=False).hits
            found = [_candidate(str(searcher.doc(address).get_first("id"))) for _score, address in hits]
    return Candidates(found, searcher.num_docs - 1, mark.position, mark.as_of)


def _candidate(name: str) -> Candidate:
    kind, _, key = name.rpartition(":")
    return Candidate(kind, int(key))
