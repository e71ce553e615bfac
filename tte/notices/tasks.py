from celery import shared_task

from tte.common.jobs import defer
from tte.notices.delivery import deliver
from tte.notices.selectors import undelivered


@shared_task(name="notices.deliver")
def deliver_notice(notice_id: int) -> None:
    deliver(notice_id=notice_id)


@shared_task(name="notices.sweep_undelivered")
def sweep_undelivered() -> None:
    for pk in undelivered().values_list("pk", flat=True)[:500]:
        defer("notices.deliver", notice_id=pk)
