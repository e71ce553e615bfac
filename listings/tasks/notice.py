"""The clock of the notices: what is due stands in a column, a sweep finds it."""

from celery import shared_task

from listings.models import Listing, Suspension
from listings.selectors.listing import due_notices, overdue_suspensions, provisional_notices
from listings.services import listing as services
from listings.services import suspension
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
