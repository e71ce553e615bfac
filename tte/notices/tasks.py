from celery import shared_task

from tte.common.jobs import defer
from tte.notices.delivery import deliver
from tte.notices.digests import RHYTHMS, due_digests, make_digest
from tte.notices.selectors import due_deliveries


@shared_task(name="notices.deliver")
def deliver_mail(delivery_id: int) -> None:
    deliver(delivery_id=delivery_id)


@shared_task(name="notices.make_digests")
def make_digests(person_id: int) -> None:
    for rhythm in RHYTHMS:
        make_digest(person_id=person_id, rhythm=rhythm)


@shared_task(name="notices.sweep_deliveries")
def sweep_deliveries() -> None:
    for pk in due_deliveries().values_list("pk", flat=True)[:500]:
        defer("notices.deliver", delivery_id=pk)


@shared_task(name="notices.sweep_digests")
def sweep_digests() -> None:
    for person in due_digests()[:1000]:
        defer("notices.make_digests", person_id=person)
