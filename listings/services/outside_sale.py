"""The result of a sale that a licensed auctioneer ran outside is recorded and announced."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import AnnouncementKind, ListingState, Regime, SaleResult
from listings.lifecycles import LISTING
from listings.models import Listing, OutsideSale
from listings.services.announcement import announce
from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import advance


class ResultIncomplete(DomainError):
    code = "result_incomplete"
    field = "price"


@transaction.atomic
def record_sale(
    *, listing: Listing, result: str, price: Decimal | None, buyer_name: str, text: str, by: Actor
) -> Listing:
    """Record once what the auctioneer reports; sold at a price to somebody, or not sold: the listing ends."""
    listing = lock(listing)
    if listing.regime != Regime.AUCTION or listing.state != ListingState.QUALIFYING:
        raise DomainError(_("A result is recorded once the auctioneer's sale is over"), code="no_sale_to_record")
    is_sold = result == SaleResult.SOLD
    if is_sold and (price is None or not buyer_name.strip()):
        raise ResultIncomplete(_("State the price and the buyer of the sale"))
    facts = {"price": price if is_sold else None, "buyer_name": buyer_name if is_sold else ""}
    OutsideSale.objects.filter(listing=listing, recorded_at=None).update(
        result=result, recorded_at=now(), recorded_by=by.user, **facts
    )
    advance(listing, "record_sale" if is_sold else "expire", lifecycle=LISTING, by=by, result=result)
    after = {"sale_price": str(price), "buyer": buyer_name} if is_sold else {}
    announce(
        listing=listing,
        kind=AnnouncementKind.SALE,
        text=text or (str(SaleResult(result).label)),
        after=after,
        by=by,
    )
    return listing
