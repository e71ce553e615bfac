"""The published log of a bidding as rows of a file: enough to replay every decision (R20)."""

from collections.abc import Iterator

from listings.models import Auction
from listings.selectors.bid import decided_bids

HEAD = ("number", "cut", "arrived_at", "bidder_code", "amount", "accepted", "sequence", "refusal", "least", "closes_at")


def bid_log_rows(auction: Auction) -> Iterator[tuple]:
    """A head and one row a bid, in the order of decision: cut, stamp, number."""
    yield HEAD
    codes = dict(auction.admissions.values_list("bidder_id", "bidder_code"))
    for bid in decided_bids(auction).iterator(chunk_size=2000):
        decision = bid.decision
        yield (
            bid.pk,
            decision.cut,
            bid.arrived_at.isoformat(timespec="microseconds"),
            codes[bid.bidder_id],
            bid.amount,
            "yes" if decision.accepted else "no",
            decision.sequence or "",
            decision.refusal,
            decision.least,
            decision.closes_at.isoformat(timespec="microseconds"),
        )
