"""Who took part and at which price, by code: intents, bids, offers and what came of them, once the competition is over.

Until then names and number of those who take part are closed, also to who sells (R3-51).
"""

from typing import Any

from django.utils.translation import gettext as _

from listings.enums import ENDED_LISTINGS, DealMode, DepositKind, IntentState, SaleResult
from listings.models import Intent, Listing
from listings.selectors.bid import decided_bids

Rows = list[dict[str, Any]]


def competition(listing: Listing) -> dict[str, Any]:
    if not (hasattr(listing, "deal") or listing.state in ENDED_LISTINGS):
        return {"is_over": False, "says": _("The competition is not over. Until then nobody learns who takes part.")}
    taken = list(listing.intents.prefetch_related("deposit_entries").order_by("registered_at", "pk"))
    codes = _codes(listing, taken)
    return {
        "is_over": True,
        "intents": [_intent(each, codes[each.bidder_id]) for each in taken],
        "bids": _bids(listing, codes),
        "offers": [
            {"code": codes.get(each.bidder_id), "amount": each.amount, "at": each.offered_at}
            for each in listing.offers.order_by("pk")
        ],
        "sale": _sale(listing),
        "deal": _deal(listing, codes),
    }


def _codes(listing: Listing, taken: list[Intent]) -> dict[int, str]:
    """The code of the bidding; who was in none is counted in the order of registration."""
    codes = {each.bidder_id: f"I-{number:02d}" for number, each in enumerate(taken, 1)}
    if hasattr(listing, "auction"):
        codes |= dict(listing.auction.admissions.values_list("bidder_id", "bidder_code"))
    return codes


def _intent(intent: Intent, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "registered_at": intent.registered_at,
        "related_party": intent.related_party,
        "state": str(IntentState(intent.state).label),
        "reason": intent.reason,
        "deposits": [
            {"what": str(DepositKind(line.kind).label), "amount": line.amount, "at": line.recorded_at}
            for line in sorted(intent.deposit_entries.all(), key=lambda line: line.pk)
        ],
    }


def _bids(listing: Listing, codes: dict[int, str]) -> Rows:
    """Every bid in the order of its decision, refused ones too."""
    if not hasattr(listing, "auction"):
        return []
    return [
        {
            "code": codes[bid.bidder_id],
            "amount": bid.amount,
            "arrived_at": bid.arrived_at,
            "number": bid.decision.sequence,
            "refusal": bid.decision.refusal,
            "least": bid.decision.least,
            "closes_at": bid.decision.closes_at,
        }
        for bid in decided_bids(listing.auction)
    ]


def _sale(listing: Listing) -> dict[str, Any] | None:
    """What the auctioneer outside reported."""
    sale = getattr(listing, "outside_sale", None)
    if sale is None or sale.recorded_by is None:
        return None
    result = str(SaleResult(sale.result).label)
    by = {"recorded_by": sale.recorded_by.name, "recorded_at": sale.recorded_at}
    return {"auctioneer": sale.auctioneer, "result": result, "price": sale.price} | by


def _deal(listing: Listing, codes: dict[int, str]) -> dict[str, Any] | None:
    deal = getattr(listing, "deal", None)
    if deal is None:
        return None
    return {
        "code": deal.code,
        "buyer": codes.get(deal.buyer_id) or deal.buyer.code,
        "mode": str(DealMode(deal.mode).label),
        "price": deal.price,
        "qualified_bidders": deal.qualified_bidders,
        "related_party": deal.related_party,
        "struck_at": deal.struck_at,
        "confirmed_by": deal.confirmed_by.name if deal.confirmed_by else None,
        "confirmed_at": deal.confirmed_at,
    }
