"""The clock of filings with the finance ministry: the holder is reminded of one that is owed (R3-07)."""

from celery import shared_task

from listings.models import Achievement
from listings.selectors.approval import filings_to_remind_of
from listings.services import filing
from tte.common.jobs import defer


@shared_task(name="listings.sweep_filings")
def sweep_filings() -> None:
    for pk in filings_to_remind_of():
        defer("listings.remind_of_filing", achievement_id=pk)


@shared_task(name="listings.remind_of_filing")
def remind_of_filing(achievement_id: int) -> None:
    filing.remind_of_filing(achievement=Achievement.objects.get(pk=achievement_id))
