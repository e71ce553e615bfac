from django.conf import settings
from django.db import models

from listings.enums import DealMode, DisclosureState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Deal(models.Model):
    """A price struck for a listing (S7). One listing, one deal."""

    listing = models.OneToOneField("listings.Listing", on_delete=models.PROTECT, related_name="deal")
    code = models.CharField(max_length=20, unique=True)
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="sales")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="purchases")
    mode = models.CharField(max_length=20, choices=DealMode.choices)
    price = models.DecimalField(max_digits=16, decimal_places=2)
    qualified_bidders = models.PositiveIntegerField()
    related_party = models.BooleanField(default=False)
    struck_at = models.DateTimeField(db_default=ClockTimestamp())
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    objects = shown_by("listing", "achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(price__gt=0), name="deal_price_is_positive"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmation_has_its_author",
            ),
        ]

    def __str__(self):
        return self.code


class Disclosure(models.Model):
    """The result notice of a deal (R3-60), owed when the deal is struck and written by a worker when its hour comes."""

    deal = models.OneToOneField(Deal, on_delete=models.PROTECT, related_name="disclosure")
    code = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, choices=DisclosureState.choices, default=DisclosureState.OWED)
    due_at = models.DateTimeField()
    due_provisional = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    period_ends_at = models.DateTimeField(null=True)
    period_provisional = models.BooleanField(default=False)
    content = models.JSONField(default=dict)

    objects = shown_by("deal", "listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"]), models.Index(fields=["-published_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(published_at__isnull=False, period_ends_at__isnull=False),
                name="disclosure_published_with_its_period",
            )
        ]

    def __str__(self):
        return self.code
