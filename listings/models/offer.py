from django.conf import settings
from django.db import models

from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Offer(models.Model):
    """What a sole qualified taker offers in negotiation (R3-25). The last one counts. Rows are only ever added."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="offers")
    bidder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    offered_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["listing", "-id"])]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="offer_is_positive")]

    def __str__(self):
        return f"{self.listing} {self.amount}"
