"""The clock of the data rooms: their people are told when an access ends soon, and when it has ended."""

from celery import shared_task

from listings.models import RoomAccess
from listings.selectors.data_room import ending_accesses
from listings.services import data_room_end
from tte.common.jobs import defer


@shared_task(name="listings.sweep_room_ends")
def sweep_room_ends() -> None:
    for pk in ending_accesses().values_list("pk", flat=True)[:200]:
        defer("listings.tell_of_room_end", access_id=pk)


@shared_task(name="listings.tell_of_room_end")
def tell_of_room_end(access_id: int) -> None:
    data_room_end.tell_of_room_end(access=RoomAccess.objects.get(pk=access_id))
