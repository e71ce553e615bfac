"""The automatic checks of an import: owed when it is handed in, asked again, done in parts by a worker."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from listings.checks.waiting import WaitingRecord
from listings.enums import CATALOGUE_RECORD, CatalogueBatchState
from listings.models import Achievement, BatchCheck, CatalogueBatch, RecordFinding
from listings.selectors.batch_check import checks_of_records, is_asked, is_going_on, newest_check
from listings.services.check import CaseClosed
from tte.accounts.actor import Actor
from tte.casework.checks import Check
from tte.casework.running import answers
from tte.casework.selectors import checks_owed
from tte.casework.services import ask_checks
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.presence import present
from tte.longwork.services import start_work
from tte.search.near import Gathered
from tte.trail.services import record

CHECK_IMPORT = "listings.check_import"


class ChecksGoOn(DomainError):
    code = "checks_go_on"


@transaction.atomic
def start_batch_check(*, batch: CatalogueBatch, by: Actor) -> BatchCheck:
    """Owe the records of an import their checks: a run of its own, or the rest of one whose worker was stopped."""
    run = batch.checks.filter(finished_at=None).first() or batch.checks.create()
    title = format_lazy("{} · {}", _("Checks of an import"), batch.file_name)
    run.work = start_work(kind=CHECK_IMPORT, by=by, arguments={"run": run.pk}, title=title)
    run.save(update_fields=["work"])
    return run


@transaction.atomic
def check_batch_again(*, batch: CatalogueBatch, by: Actor) -> BatchCheck:
    """Another run over its records and its files, such as after a list was changed or what a check needs came back.

    One that goes on is the one.
    """
    batch = lock(batch)
    if batch.state != CatalogueBatchState.IN_AUDIT:
        raise CaseClosed(_("This case is closed; its checks stay as they were"))
    run = newest_check(batch)
    if run is not None and is_going_on(run):
        return run
    run = start_batch_check(batch=batch, by=by)
    if not checks_owed(present(batch.case)):
        ask_checks(case=present(batch.case))
    record("cataloguebatch.check_again", batch, by=by, run=run.pk)
    return run


@transaction.atomic
def check_records(*, run: BatchCheck, records: Sequence[Achievement], waiting: Gathered, by: Actor) -> BatchCheck:
    """One part: every check of every one of these records, what was found kept with the place the run has reached."""
    held = lock(run)
    if held.position != run.position or held.finished_at is not None:
        raise ChecksGoOn(_("Another worker goes on with these checks"))
    checks: list[Check] = checks_of_records()
    found: list[RecordFinding] = []
    for achievement in records:
        found += _found_on(achievement, held, checks, waiting)
    RecordFinding.objects.bulk_create(found, batch_size=1000)
    held.position, held.checked = records[-1].pk, held.checked + len(records)
    held.save(update_fields=["position", "checked"])
    return held


def _found_on(
    achievement: Achievement, run: BatchCheck, checks: Sequence[Check], waiting: Gathered
) -> list[RecordFinding]:
    among = WaitingRecord(achievement, waiting)
    asked = [
        (each, among if each.kind == CATALOGUE_RECORD else achievement)
        for each in checks
        if is_asked(each, achievement)
    ]
    line = achievement.catalogue_entry.line
    return [
        RecordFinding(run=run, achievement=achievement, line=line, check_name=each.name, evidence=finding.evidence)
        for each, finding in answers(asked, run.asked_at)
        if not finding.passed
    ]


@transaction.atomic
def finish_batch_check(*, run: BatchCheck, by: Actor) -> None:
    """Every record has been looked at."""
    run.finished_at = now()
    run.save(update_fields=["finished_at"])
    count = RecordFinding.objects.filter(run=run).values("achievement").distinct().count()
    record("cataloguebatch.check", run.batch, by=by, run=run.pk, records=run.checked, with_findings=count)
