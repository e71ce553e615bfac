from django.conf import settings
from django.db import models

from listings.enums import AuctionState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Auction(models.Model):
    """The online bidding (网络竞价) of a listing, decided by order of arrival, one turn at a time (docs/locking.md)."""

    listing = models.OneToOneField("listings.Listing", on_delete=models.PROTECT, related_name="auction")
    state = models.CharField(max_length=20, choices=AuctionState.choices, default=AuctionState.SCHEDULED)
    start_price = models.DecimalField(max_digits=16, decimal_places=2)
    increment = models.DecimalField(max_digits=16, decimal_places=2)
    extension_window_seconds = models.PositiveIntegerField()
    extension_seconds = models.PositiveIntegerField()
    opens_at = models.DateTimeField()
    announced_close_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True)
    decided_to = models.BigIntegerField(default=0)
    highest_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    highest_bidder = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="leading_auctions"
    )
    bid_count = models.PositiveIntegerField(default=0)
    rule_set = models.CharField(max_length=20)

    objects = shown_by("listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["state", "closes_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(announced_close_at__gt=models.F("opens_at"))
                & models.Q(closes_at__gte=models.F("announced_close_at")),
                name="bidding_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(highest_amount=None, highest_bidder=None)
                | models.Q(highest_amount__isnull=False, highest_bidder__isnull=False),
                name="highest_bid_has_its_bidder",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AuctionState.SUSPENDED) | models.Q(suspended_at__isnull=False),
                name="suspended_bidding_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"{self.listing}"


class Admission(models.Model):
    """A qualified bidder's place in a bidding, under a code that keeps its name secret until the end (R3-51)."""

    auction = models.ForeignKey(Auction, on_delete=models.PROTECT, related_name="admissions")
    bidder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    bidder_code = models.CharField(max_length=10)

    objects = shown_by("auction", "listing", "achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["auction", "bidder"], name="admission_once_per_bidder"),
            models.UniqueConstraint(fields=["auction", "bidder_code"], name="admission_code_once"),
        ]

    def __str__(self):
        return self.bidder_code


class BidIntake(models.Model):
    """A bid as it arrived: number and stamp drawn by the trigger under the lot's barrier. Rows are only ever added."""

    auction = models.ForeignKey(Auction, on_delete=models.PROTECT, related_name="intake")
    bidder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    request_key = models.CharField(max_length=64)
    arrived_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("auction", "listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["auction", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["auction", "bidder", "request_key"], name="intake_one_per_request")
        ]

    def __str__(self):
        return f"{self.pk} {self.amount}"


class BidDecision(models.Model):
    """What became of an intake row, decided once. Replays order by (cut, stamp, number). Rows are only ever added."""

    intake = models.OneToOneField(BidIntake, primary_key=True, on_delete=models.PROTECT, related_name="decision")
    auction = models.ForeignKey(Auction, on_delete=models.PROTECT, related_name="decisions")
    cut = models.BigIntegerField()
    accepted = models.BooleanField()
    sequence = models.PositiveIntegerField(null=True)
    refusal = models.CharField(max_length=20, blank=True)
    least = models.DecimalField(max_digits=16, decimal_places=2)
    closes_at = models.DateTimeField()
    decided_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("auction", "listing", "achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["auction", "sequence"], condition=models.Q(accepted=True), name="accepted_bids_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=True, sequence__isnull=False, refusal="")
                | (models.Q(accepted=False, sequence=None) & ~models.Q(refusal="")),
                name="bid_accepted_or_refused",
            ),
        ]

    def __str__(self):
        return f"{self.intake_id}: {'accepted' if self.accepted else self.refusal}"
