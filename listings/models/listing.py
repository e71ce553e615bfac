from django.db import models

from listings.enums import ListingState, Regime, RightOffered
from tte.common.clock import ClockTimestamp


class Listing(models.Model):
    """An approved achievement on offer under one regime. The notice freezes its terms (R3-42): only the state moves."""

    achievement = models.OneToOneField("listings.Achievement", on_delete=models.PROTECT, related_name="listing")
    code = models.CharField(max_length=20, unique=True)
    holder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="listings")
    exchange = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="published_listings")
    state = models.CharField(max_length=20, choices=ListingState.choices, default=ListingState.IN_NOTICE)
    regime = models.CharField(max_length=10, choices=Regime.choices)
    right_offered = models.CharField(max_length=10, choices=RightOffered.choices)
    price = models.DecimalField(max_digits=16, decimal_places=2)
    price_basis = models.CharField(max_length=300)
    increment = models.DecimalField(max_digits=16, decimal_places=2)
    deposit = models.DecimalField(max_digits=16, decimal_places=2)
    rule_set = models.CharField(max_length=20)
    notice_rule_id = models.CharField(max_length=10)
    notice_words_zh = models.CharField(max_length=60)
    notice_words_en = models.CharField(max_length=60)
    listed_at = models.DateTimeField(db_default=ClockTimestamp())
    notice_ends_at = models.DateTimeField()
    notice_provisional = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["state", "notice_ends_at"]), models.Index(fields=["-listed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(notice_ends_at__gt=models.F("listed_at")), name="notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(price__gt=0, increment__gt=0, deposit__gte=0), name="listing_amounts_make_sense"
            ),
        ]

    def __str__(self):
        return self.code
