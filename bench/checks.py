"""The automatic checks over the records of an import: what one record costs a worker, and what was found.

Real files, one after the other, entered as a person does it and checked by the very work that a worker does; the index
holds none of them, so every record is held against the stock and against all that wait beside it.
"""

from collections import Counter
from time import perf_counter

from bench.figures import Figure, say
from bench.market import people, sources, upload
from listings.models import BatchCheck, RecordFinding
from tte.imports.running import check_now, enter_now
from tte.longwork.running import run_work
from tte.search.follower import rebuild

BAR_MS = 50.0
FILES = {"smoke": 1, "medium": 2, "full": 100}
LARGEST = {"smoke": 10**9, "medium": 20_000, "full": 10**9}


def run(size: str) -> list[Figure]:
    officer, _auditor = people()
    rebuild()
    spent, checked, files = 0.0, 0, 0
    say("file | records | with findings | seconds | ms a record")
    for source in sources(size):
        batch = check_now(batch=upload(source, officer), by=officer)
        if files == FILES[size] or not 0 < batch.good_count <= LARGEST[size]:
            continue
        batch = enter_now(batch=batch, mode="good", by=officer)
        run = batch.catalogue_batch.checks.get()
        started = perf_counter()
        run_work(work_id=run.work_id)
        took, files = perf_counter() - started, files + 1
        run.refresh_from_db()
        spent, checked = spent + took, checked + run.checked
        say(f"{source.name} | {run.checked} | {with_findings(run)} | {took:.1f} | {1000 * took / run.checked:.1f}")
        for name, count in found(run):
            say(f"    {count} × {name}")
    short = "" if BatchCheck.objects.exclude(finished_at=None).count() == files else "a run did not end"
    return [Figure("checks_ms", 1000 * spent / checked, BAR_MS, checked, {"files": str(files)}, short)]


def with_findings(run: BatchCheck) -> int:
    return RecordFinding.objects.filter(run=run).values("achievement").distinct().count()


def found(run: BatchCheck) -> list[tuple[str, int]]:
    names = RecordFinding.objects.filter(run=run).values_list("check_name", flat=True)
    return Counter(names.iterator()).most_common()
