"""The clock of the notices: what is due stands in a column, a sweep finds it."""

from celery import shared_task

from listings.models import Achievement, Listing, RoomAccess, Suspension
from listings.selectors.correction import unanswered
from listings.selectors.data_room import ending_accesses
from listings.selectors.listing import due_notices, overdue_suspensions, provisional_notices
from listings.services import audit, room_end, suspension
from listings.services import listing as services
from tte.codelists.recounting import provisional_ends
from tte.common.jobs import defer


@shared_task(name="listings.sweep_due_listings")
def sweep_due_listings() -> None:
    for pk in due_notices().values_list("pk", flat=True)[:200]:
        defer("listings.end_notice", listing_id=pk)


@shared_task(name="listings.end_notice")
def end_notice(listing_id: int) -> None:
    services.end_notice(listing=Listing.objects.get(pk=listing_id))


provisional_ends(
    "listings.notice",
    rows=provisional_notices,
    end="notice_ends_at",
    recount=lambda listing: services.recount_notice(listing=listing),
)


@shared_task(name="listings.sweep_suspensions")
def sweep_suspensions() -> None:
    for pk in overdue_suspensions().values_list("pk", flat=True)[:200]:
        defer("listings.remind_of_suspension", suspension_id=pk)


@shared_task(name="listings.remind_of_suspension")
def remind_of_suspension(suspension_id: int) -> None:
    suspension.remind_of_suspension(suspension=Suspension.objects.get(pk=suspension_id))


@shared_task(name="listings.sweep_unanswered")
def sweep_unanswered() -> None:
    for pk in unanswered():
        defer("listings.lapse_correction", achievement_id=pk)


@shared_task(name="listings.lapse_correction")
def lapse_correction(achievement_id: int) -> None:
    audit.lapse_correction(achievement=Achievement.objects.get(pk=achievement_id))


@shared_task(name="listings.sweep_room_ends")
def sweep_room_ends() -> None:
    for pk in ending_accesses().values_list("pk", flat=True)[:200]:
        defer("listings.tell_of_room_end", access_id=pk)


@shared_task(name="listings.tell_of_room_end")
def tell_of_room_end(access_id: int) -> None:
    room_end.tell_of_room_end(access=RoomAccess.objects.get(pk=access_id))
