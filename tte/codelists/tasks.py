from celery import shared_task

from tte.codelists import recounting


@shared_task(name="codelists.recount_all")
def recount_all() -> None:
    recounting.recount_all()


@shared_task(name="codelists.recount")
def recount(code: str, pk: int) -> None:
    recounting.recount(code=code, pk=pk)
