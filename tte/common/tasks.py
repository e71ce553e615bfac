from celery import shared_task

from tte.common.requests import drop_old_receipts


@shared_task(name="common.sweep_receipts")
def sweep_receipts() -> None:
    drop_old_receipts()
