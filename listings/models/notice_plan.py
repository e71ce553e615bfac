from django.conf import settings
from django.db import models

from listings.enums import SaleResult
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class SaleTerms(models.Model):
    """The sale of a licensed auctioneer: who runs it, where and when one may look and bid (R3-30)."""

    auctioneer = models.CharField(max_length=200, blank=True)
    licence_number = models.CharField(max_length=60, blank=True)
    viewing_place = models.CharField(max_length=300, blank=True)
    viewing_from = models.DateTimeField(null=True, blank=True)
    viewing_until = models.DateTimeField(null=True, blank=True)
    sale_place = models.CharField(max_length=300, blank=True)
    sale_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class NoticePlan(SaleTerms):
    """What the holder states about the notice to come: a longer period, its extension, the intended buyer, the sale.

    Nothing of it is needed for an ordinary listing; without a row the period is the minimum of the regime.
    """

    achievement = models.OneToOneField("listings.Achievement", on_delete=models.PROTECT, related_name="notice_plan")
    notice_length = models.PositiveIntegerField(null=True, blank=True)
    extension_length = models.PositiveIntegerField(default=0)
    extensions_allowed = models.PositiveSmallIntegerField(default=0)
    intended_buyer = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    intended_buyer_name = models.CharField(max_length=200, blank=True)
    related_party = models.BooleanField(null=True)
    relation = models.CharField(max_length=500, blank=True)

    objects = shown_by("achievement")

    def __str__(self):
        return str(self.achievement)


class OutsideSale(SaleTerms):
    """The sale as the notice announced it, and what came of it: we publish and record, the auctioneer runs it."""

    listing = models.OneToOneField("listings.Listing", on_delete=models.PROTECT, related_name="outside_sale")
    result = models.CharField(max_length=10, choices=SaleResult.choices, blank=True)
    price = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    buyer_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("listing", "achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded_at=None, recorded_by=None, result="")
                | (models.Q(recorded_at__isnull=False, recorded_by__isnull=False) & ~models.Q(result="")),
                name="sale_result_has_its_author",
            ),
            models.CheckConstraint(
                condition=~models.Q(result=SaleResult.SOLD) | models.Q(price__gt=0), name="sale_sold_at_a_price"
            ),
        ]

    def __str__(self):
        return f"{self.listing} {self.auctioneer}"


class UndertakingAcceptance(models.Model):
    """Who gave the seller's undertakings, in which version, when (R3-34). Rows are only ever added.

    Those for the first listing are given before there is one; `listing` names each that follows another.
    """

    achievement = models.ForeignKey("listings.Achievement", on_delete=models.PROTECT, related_name="undertakings")
    listing = models.ForeignKey("listings.Listing", null=True, on_delete=models.PROTECT, related_name="undertakings")
    version = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    accepted_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("achievement")

    class Meta:
        indexes = [models.Index(fields=["achievement", "id"])]

    def __str__(self):
        return f"{self.achievement_id} {self.version}"
