"""The checks of an import as long work: in parts, left and found again, taken over where a dead worker stopped."""

from django.utils.translation import gettext_lazy as _

from listings.models import BatchCheck, RecordFinding
from listings.notices.catalogue import path_of_batch
from listings.selectors.batch_check import records_to_check
from listings.selectors.waiting import waiting_records
from listings.services.batch_check import CHECK_IMPORT, check_records, finish_batch_check
from tte.longwork.kinds import Outcome, Progress, Steps, work_kind
from tte.longwork.models import Work
from tte.longwork.selectors import actor_of

PART = 100


@work_kind(CHECK_IMPORT, title=_("Checks of an import"))
def check_import(work: Work) -> Steps:
    """Where it goes on stands in the run, so the work needs no cursor."""
    run = BatchCheck.objects.select_related("batch").get(pk=work.arguments["run"])
    waiting, by = waiting_records(), actor_of(work)
    while records := list(records_to_check(run)[:PART]):
        run = check_records(run=run, records=records, waiting=waiting, by=by)
        yield Progress(done=run.checked, total=run.batch.catalogued, phase=_("Checking"))
    finish_batch_check(run=run, by=by)
    found = RecordFinding.objects.filter(run=run).values("achievement").distinct().count()
    return Outcome(
        sentence=_("%(records)s records were checked; something was found on %(found)s of them"),
        values={"records": run.checked, "found": found},
        url=path_of_batch(run.batch),
    )
