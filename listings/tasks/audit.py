"""The clock of the corrections: an audit that waits for an answer lapses with its period."""

from celery import shared_task

from listings.models import Achievement
from listings.selectors.correction import unanswered
from listings.services import audit
from tte.common.jobs import defer


@shared_task(name="listings.sweep_unanswered")
def sweep_unanswered() -> None:
    for pk in unanswered():
        defer("listings.lapse_correction", achievement_id=pk)


@shared_task(name="listings.lapse_correction")
def lapse_correction(achievement_id: int) -> None:
    audit.lapse_correction(achievement=Achievement.objects.get(pk=achievement_id))
