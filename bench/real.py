"""Every real file of achievements in, approved, followed by the search, and found again in its own language."""

import random
from collections import Counter
from time import perf_counter

from django.core.files.uploadedfile import SimpleUploadedFile

from bench.figures import Figure, say
from bench.market import people, sources, upload
from listings.models import Achievement
from listings.services.catalogue import approve_batch
from listings.services.secrecy import keep_batch_paper
from tte.casework.running import run_checks
from tte.casework.selectors.checklist import Answer, open_lines
from tte.casework.services import claim_case
from tte.common.clock import now
from tte.feed.relay import relay_all
from tte.imports.models import Batch
from tte.imports.running import check_now, enter_now
from tte.search.follower import SearchFollower, rebuild
from tte.search.queries import search

SAMPLE = 20
SEED = 20261122


def run(size: str) -> list[Figure]:
    officer, auditor = people()
    rebuild()
    follower = SearchFollower()
    found = asked = rows = 0
    say("file | rows | entered | drafts | refused | seconds: check, enter, approve, search behind | found")
    for source in sources(size):
        started = perf_counter()
        batch = check_now(batch=upload(source, officer), by=officer)
        checked = perf_counter()
        if not batch.good_count:
            say(f"{source.name} | {batch.row_count} | no row is good: {reasons(batch)[:3]}")
            continue
        batch = enter_now(batch=batch, mode="good", by=officer)
        entered = perf_counter()
        records = batch.catalogue_batch
        claim_case(case=records.case, by=auditor)
        records.checks.update(finished_at=now())  # what they cost is measured by itself (near)
        keep_batch_paper(batch=records, upload=SimpleUploadedFile("review.txt", b"Public"), by=officer)
        for run in records.case.check_runs.filter(finished_at=None):
            run_checks(run_id=run.pk)
        approve_batch(
            batch=records, answers=[Answer(line.code, "yes") for line in open_lines(records.case)], by=auditor
        )
        approved = perf_counter()
        relay_all()
        while follower.step():
            pass
        followed = perf_counter()
        hits, of = found_again(batch)
        found, asked, rows = found + hits, asked + of, rows + batch.row_count
        records.refresh_from_db()
        times = (checked - started, entered - checked, approved - entered, followed - approved)
        say(
            f"{source.name} | {batch.row_count} | {batch.entered_count} | {records.drafts} | {batch.refused_count} | "
            f"{', '.join(f'{time:.1f}' for time in times)} | {hits}/{of}"
        )
        for reason, count in reasons(batch):
            say(f"    {count} × {reason}")
    follower.close()
    short = "" if found == asked else f"{asked - found} records were not found"
    return [Figure("catalogue", 0.0, 0.0, rows, {"found": f"{found}/{asked}"}, short)]


def reasons(batch: Batch) -> list[tuple[str, int]]:
    """What was wrong, most frequent first; warnings are marked."""
    counted: Counter[str] = Counter()
    for reason, field, warning in batch.faults.order_by("pk").values_list("reason", "field", "warning"):
        counted[f"{'(let in) ' if warning else ''}{field + ': ' if field else ''}{reason}"] += 1
    return counted.most_common()


def found_again(batch: Batch) -> tuple[int, int]:
    """Records chosen by chance, searched by their title in the language it has: how many stand on the first page."""
    public = Achievement.objects.filter(catalogue_entry__batch__source_batch=batch, state="catalogued")
    rows = list(public.order_by("pk").values_list("pk", "title_zh", "title_en"))
    chosen = random.Random(SEED).sample(rows, min(SAMPLE, len(rows)))
    hits = 0
    for key, zh, en in chosen:
        language = "zh" if zh else "en"
        hits += key in search(zh or en, kind="catalogue", language=language).pks
    return hits, len(chosen)
