"""P8: achievements through the importer (read, check, enter) against COPY of the same rows into a plain table."""

import io
from functools import partial

from django.db import connection, transaction

from bench.figures import Figure, Spent, median_of, say, taken
from bench.market import Source, people, sources, upload
from tte.accounts.actor import Actor
from tte.common.bulk import ESCAPES
from tte.imports.enums import Mode
from tte.imports.models import Batch
from tte.imports.running import check_now, enter_now
from tte.imports.selectors import file_lines, kind_of, row_of

BAR = 20.0
ROUNDS = {"smoke": 1, "medium": 7, "full": 7}
EMPTIED = (
    "listings_catalogueentry",
    "listings_batchcheck",
    "longwork_work",
    "listings_achievement",
    "listings_cataloguebatch",
    "listings_secrecydeclaration",
    "casework_casereason",
    "casework_case",
    "imports_batchfault",
    "imports_batch",
    "feed_outbox",
)


def run(size: str) -> list[Figure]:
    """Rounds of the limit and of ours in turn, each on empty tables; every row is entered or refused with a reason."""
    officer, _auditor = people()
    files = sources(size)
    rows, text, width = plain_rows(files, officer)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_plain ({', '.join(f'c{place} text' for place in range(width))})")
    ratios, costs, ours, limits = [], [], [], []
    for _round in range(ROUNDS[size]):
        empty()
        limit, mine = Spent(), Spent()
        taken(limit, partial(copy_plain, text))
        taken(mine, partial(bring_in_all, files, officer))
        limits.append(limit.wall[0])
        ours.append(mine.wall[0])
        ratios.append(ours[-1] / limits[-1])
        costs.append(mine.processor / limit.processor)
        say(
            f"  COPY {limits[-1]:.2f} s ({limit.processor:.2f} of a processor), "
            f"importer {ours[-1]:.2f} s ({mine.processor:.2f}), ratio {ratios[-1]:.1f}"
        )
    ratio, spread = median_of(ratios)
    batches = Batch.objects.filter(position=0).order_by("pk").exclude(row_count=0)
    entered, refused = sum(batch.entered_count for batch in batches), sum(batch.refused_count for batch in batches)
    reported = sum(batch.faults.filter(warning=False).values("line").distinct().count() for batch in batches)
    short = "" if (entered + refused, reported) == (rows, refused) else "rows are neither entered nor reported"
    details = {
        "range": spread,
        "processor_ratio": f"{median_of(costs)[0]:.1f}",
        "copy_s": f"{min(limits):.2f}",
        "import_s": f"{min(ours):.2f}",
        "entered": str(entered),
        "refused": str(refused),
        "files": str(len(files)),
    }
    return [Figure("P8", ratio, BAR if size != "smoke" else float("inf"), rows, details, short)]


def bring_in_all(files: list[Source], by: Actor) -> None:
    for file in files:
        bring_in(file, by)


def bring_in(file: Source, by: Actor) -> Batch:
    """One file from the upload to its case."""
    batch = check_now(batch=upload(file, by), by=by)
    return enter_now(batch=batch, mode=Mode.GOOD, by=by) if batch.good_count else batch


def plain_rows(files: list[Source], by: Actor) -> tuple[int, str, int]:
    """The same rows under the same columns, already as COPY takes them: the limit reads no file and checks nothing."""
    lines: list[str] = []
    width = 0
    for file in files:
        batch = upload(file, by)
        kind = kind_of(batch)
        for line in file_lines(batch):
            cells = row_of(line, kind, batch.columns).values.values()
            lines.append("\t".join(cell.replace("\x00", "").translate(ESCAPES) for cell in cells) + "\n")
            width = len(cells)
    return len(lines), "".join(lines), width


def copy_plain(text: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert("COPY bench_plain FROM STDIN", io.StringIO(text))


def empty() -> None:
    """Every round begins with empty tables. All that refers to a row goes too, so nothing asks who does."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_plain")
        cursor.execute("SET session_replication_role = replica")
        for table in EMPTIED:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET session_replication_role = origin")
        for table in EMPTIED:
            cursor.execute(f"VACUUM ANALYZE {table}")
