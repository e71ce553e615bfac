"""The doors of the clock from bidding to disclosure. Each looks again under its own lock; twice is as once."""

from celery import shared_task

from listings.enums import AuctionState
from listings.selectors.auction import due_auctions
from listings.selectors.disclosure import due_disclosures, provisional_dues, provisional_periods
from listings.services import auction, disclosure
from tte.codelists.recounting import provisional_ends
from tte.common.jobs import defer


@shared_task(name="listings.sweep_due_auctions")
def sweep_due_auctions() -> None:
    for pk, state in due_auctions().values_list("pk", "state"):
        opens = state == AuctionState.SCHEDULED
        defer("listings.open_auction" if opens else "listings.close_auction", auction_id=pk)


@shared_task(name="listings.open_auction")
def open_auction(auction_id: int) -> None:
    auction.open_auction(auction_id=auction_id)


@shared_task(name="listings.close_auction")
def close_auction(auction_id: int) -> None:
    auction.close_auction(auction_id=auction_id)


@shared_task(name="listings.sweep_due_disclosures")
def sweep_due_disclosures() -> None:
    for pk in due_disclosures().values_list("pk", flat=True):
        defer("listings.publish_disclosure", disclosure_id=pk)


@shared_task(name="listings.publish_disclosure")
def publish_disclosure(disclosure_id: int) -> None:
    disclosure.publish_disclosure(disclosure_id=disclosure_id)


provisional_ends(
    "listings.disclosure_due",
    rows=provisional_dues,
    end="due_at",
    recount=lambda row: disclosure.recount_disclosure(disclosure=row),
)
provisional_ends(
    "listings.disclosure_period",
    rows=provisional_periods,
    end="period_ends_at",
    recount=lambda row: disclosure.recount_disclosure(disclosure=row),
)
