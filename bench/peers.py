"""What the search is compared with: tantivy alone over the same files, and PostgreSQL as a Django shop would use it."""

from collections.abc import Iterable

from django.db import connection, transaction
from tantivy import Index, Query

from bench.mix import Asked
from listings.documents import FACETS, listing_documents, listing_keys
from tte.search.analysis import Term, asked_terms, pairs, words
from tte.search.documents import SearchDocument
from tte.search.follower import chunks
from tte.search.index import current_folder
from tte.search.queries import FACET_VALUES, SEGMENT_VALUES, all_of, filter_query, of_kind, text_queries

Answer = tuple[int, list[int], dict[str, dict[str, int]]]
PAGE = 20
LAST_PLACE = 16_000


class Bare:
    """Tantivy over the index in force: the queries are made beforehand, nothing but the engine is timed."""

    def __init__(self) -> None:
        self.searcher = Index.open(str(current_folder())).searcher()
        self.prepared: dict[int, tuple[Query, list[tuple[Query, dict]]]] = {}

    def prepare(self, asked: Asked) -> None:
        base = [of_kind("listing"), *text_queries(asked.text, asked.language)]
        filters = {name: filter_query(name, values) for name, values in asked.chosen.items()}
        free = [name for name in FACETS if name not in asked.chosen]
        counted = [(all_of([*base, *filters.values()]), _terms(free))]
        for name in asked.chosen:
            others = [query for other, query in filters.items() if other != name]
            counted.append((all_of([*base, *others]), _terms([name])))
        self.prepared[id(asked)] = (counted[0][0], counted)

    def found(self, asked: Asked) -> Answer:
        query, counted = self.prepared[id(asked)]
        page = self.searcher.search(query, limit=PAGE)
        pks = self.searcher.fast_field_values("pk", [address for _, address in page.hits])
        buckets: dict = {}
        for counting, wanted in counted:
            buckets |= self.searcher.aggregate(counting, wanted)
        facets = {name: {row["key"]: row["doc_count"] for row in buckets[name]["buckets"]} for name in FACETS}
        return page.count, [int(pk) for pk in pks], facets


def _terms(names: Iterable[str]) -> dict:
    return {
        name: {"terms": {"field": f"facets.{name}", "size": FACET_VALUES, "segment_size": SEGMENT_VALUES}}
        for name in names
    }


class TextSearch:
    """A `tsvector` of the same terms under a GIN index, ranked by `ts_rank`, and one GROUP BY for each facet."""

    def __init__(self) -> None:
        columns = ", ".join(f'"{name}" text' for name in FACETS)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bench_peer (listing bigint PRIMARY KEY, terms tsvector, {columns})")
            for keys in chunks(listing_keys(), 5000):
                rows = [row for row in listing_documents(keys).values() if row is not None]
                self._copy(cursor, rows)
            cursor.execute("CREATE INDEX ON bench_peer USING gin (terms)")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE bench_peer")

    def _copy(self, cursor: object, rows: list[SearchDocument]) -> None:
        listed = ", ".join(["%s"] * (2 + len(FACETS)))
        with transaction.atomic():
            cursor.executemany(
                f"INSERT INTO bench_peer VALUES ({listed})",
                [(row.pk, vector(row), *(row.facets[name][0] for name in FACETS)) for row in rows],
            )

    def found(self, asked: Asked) -> Answer:
        """Page, total and facets; the order of the page is PostgreSQL's own."""
        where, values = self._where(asked, "")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM bench_peer WHERE {where}", values)
            total = cursor.fetchone()[0]
            cursor.execute(
                f"SELECT listing FROM bench_peer WHERE {where}"
                f" ORDER BY ts_rank(terms, %s::tsquery) DESC, listing LIMIT {PAGE}",
                [*values, values[0]],
            )
            pks = [key for (key,) in cursor.fetchall()]
            facets = {}
            for name in FACETS:
                where, values = self._where(asked, name)
                cursor.execute(f'SELECT "{name}", count(*) FROM bench_peer WHERE {where} GROUP BY 1', values)
                facets[name] = dict(cursor.fetchall())
        return total, pks, facets

    def _where(self, asked: Asked, left_out: str) -> tuple[str, list]:
        terms, values = ["terms @@ %s::tsquery"], [" & ".join(map(term_query, asked_terms(asked.text)))]
        for name, chosen in asked.chosen.items():
            if name != left_out:
                terms.append(f'"{name}" = ANY(%s)')
                values.append(chosen)
        return " AND ".join(terms), values


def quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def vector(row: SearchDocument) -> str:
    """Words without places, pairs with theirs; a gap between texts so that no phrase crosses them."""
    lexemes = {f"w{word}" for text in (row.title_zh, row.title_en, row.body_zh, row.body_en) for word in words(text)}
    said = [quoted(lexeme) for lexeme in lexemes]
    place = 1
    for texts in ((row.title_zh, row.title_en), (row.body_zh, row.body_en)):
        for pair in (each for text in texts for each in [*pairs(text), "|"]):
            place += 1 if pair != "|" else 10
            if pair != "|" and place < LAST_PLACE:
                said.append(f"{quoted(f'p{pair}')}:{place}")
    return " ".join(said)


def term_query(term: Term) -> str:
    word = quoted(f"w{term.text}")
    if not term.han or len(term.text) < 2:
        return word
    phrase = " <-> ".join(quoted(f"p{pair}") for pair in pairs(term.text) if pair != "|")
    return f"({word} | ({phrase}))"
