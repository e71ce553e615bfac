"""What became of bids: the decision of one, the log of a lot."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from listings.models import Auction, BidDecision, BidIntake
from listings.pricing.ascending import CLOSED, NOT_OPEN, STEPS, SUSPENDED
from tte.accounts.models import Organisation
from tte.common import formats
from tte.common.clock import official_zone
from tte.common.languages import spoken_language

OUTCOME = """
SELECT i.id, a.id, i.amount, i.arrived_at, d.accepted, d.sequence, d.refusal, d.least, d.closes_at, a.opens_at,
       a.increment
FROM listings_bidintake i
JOIN listings_biddecision d ON d.intake_id = i.id
JOIN listings_auction a ON a.id = i.auction_id
WHERE i.id = %s
"""


@dataclass(frozen=True)
class BidOutcome:
    """A decided bid. `closes_at` is the end that held when it was decided, moved by itself if it was late enough."""

    intake: int
    lot: int
    amount: Decimal
    arrived_at: datetime
    accepted: bool
    sequence: int | None
    refusal: str
    least: Decimal
    closes_at: datetime
    opens_at: datetime
    increment: Decimal

    @property
    def sentence(self) -> str:
        """What a person reads: both times, this bid's and the one it was held against."""
        given = {
            "amount": formats.yuan(self.amount),
            "arrived": stamp(self.arrived_at),
            "closed": stamp(self.closes_at),
            "opens": stamp(self.opens_at),
            "least": formats.yuan(self.least),
            "step": formats.yuan(self.increment),
            "zone": formats.zone_name(settings.TTE_TIME_ZONE, spoken_language(), self.arrived_at),
        }
        return _template(self) % given


def _template(outcome: BidOutcome) -> str:
    if outcome.accepted:
        return _("Your bid of %(amount)s arrived at %(arrived)s and stands. Bidding ends at %(closed)s (%(zone)s).")
    if outcome.refusal == NOT_OPEN:
        return _("Not accepted: it arrived at %(arrived)s; bidding opens at %(opens)s (%(zone)s).")
    if outcome.refusal == CLOSED:
        return _("Not accepted: it arrived at %(arrived)s; bidding had closed at %(closed)s (%(zone)s).")
    if outcome.refusal == SUSPENDED:
        return _("Not accepted: it arrived at %(arrived)s (%(zone)s), while the bidding was suspended.")
    if outcome.refusal == STEPS:
        return _("Not accepted: %(amount)s is not a whole number of steps of %(step)s. The next bid is %(least)s.")
    return _(
        "Not accepted: when it arrived at %(arrived)s (%(zone)s) the next bid was at least %(least)s, not %(amount)s."
    )


def stamp(at: datetime) -> str:
    """A moment to the millisecond in the official zone; with its date when that is not plain from the page."""
    local = at.astimezone(official_zone())
    return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d}"


def clock_stamp(at: datetime) -> str:
    local = at.astimezone(official_zone())
    return f"{local:%H:%M:%S}.{local.microsecond // 1000:03d}"


def outcome_of(intake: int) -> BidOutcome:
    """The decision of a bid that has been decided."""
    with connection.cursor() as cursor:
        cursor.execute(OUTCOME, [intake])
        return BidOutcome(*cursor.fetchone())


def last_outcome(auction: Auction, bidder: Organisation | None) -> BidOutcome | None:
    """The newest decided bid of a bidder in this lot."""
    row = (
        auction.intake.filter(bidder=bidder, decision__isnull=False)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
    )
    return outcome_of(row) if row else None


def accepted_bids(auction: Auction) -> QuerySet[BidDecision, tuple]:
    """Number, arrival, amount, bidder and the end it left behind, the newest first."""
    return (
        auction.decisions.filter(accepted=True)
        .order_by("-sequence")
        .values_list("sequence", "intake__arrived_at", "intake__amount", "intake__bidder_id", "closes_at")
    )


def decided_bids(auction: Auction) -> QuerySet[BidIntake]:
    """Every bid, refused ones too, in the order in which they were decided: cut, stamp, number."""
    return (
        auction.intake.filter(decision__isnull=False)
        .select_related("decision")
        .annotate(cut=F("decision__cut"))
        .order_by("cut", "arrived_at", "pk")
    )
