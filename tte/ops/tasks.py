from celery import shared_task

from tte.ops.standing import note_beat


@shared_task(name="ops.note_beat")
def note_the_beat() -> None:
    note_beat()
