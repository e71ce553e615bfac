from django.conf import settings
from django.db import models

from listings.enums import ENDED_LISTINGS, ListingState, Regime, RightOffered
from listings.models.takedown import shown_by
from tte.codelists.enums import Unit
from tte.common.clock import ClockTimestamp


class Listing(models.Model):
    """An approved achievement on offer under one regime; of several listings over time at most one has not ended.

    The notice freezes its terms (R3-42): they change only by an announced act that begins the period again.
    `notice_length` is what the holder states, never below `notice_minimum`. What runs now is counted from
    `counted_from` over `counted_length`; `run_before` are the whole days of earlier stretches (R3-41).
    """

    achievement = models.ForeignKey("listings.Achievement", on_delete=models.PROTECT, related_name="listings")
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    code = models.CharField(max_length=20, unique=True)
    holder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="listings")
    exchange = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="published_listings")
    state = models.CharField(max_length=20, choices=ListingState.choices, default=ListingState.IN_NOTICE)
    regime = models.CharField(max_length=10, choices=Regime.choices)
    right_offered = models.CharField(max_length=10, choices=RightOffered.choices)
    price = models.DecimalField(max_digits=16, decimal_places=2)
    base_price = models.DecimalField(max_digits=16, decimal_places=2)
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
    notice_unit = models.CharField(max_length=20, choices=Unit.choices)
    notice_minimum = models.PositiveIntegerField()
    notice_length = models.PositiveIntegerField()
    counted_from = models.DateTimeField()
    counted_length = models.PositiveIntegerField()
    counted_unit = models.CharField(max_length=20, choices=Unit.choices)
    run_before = models.PositiveIntegerField(default=0)
    extension_length = models.PositiveIntegerField(default=0)
    extensions_allowed = models.PositiveSmallIntegerField(default=0)
    extensions_made = models.PositiveSmallIntegerField(default=0)
    intended_buyer = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="intended_purchases"
    )
    intended_buyer_name = models.CharField(max_length=200, blank=True)
    related_party = models.BooleanField(null=True)
    relation = models.CharField(max_length=500, blank=True)

    objects = shown_by("achievement")

    class Meta:
        indexes = [models.Index(fields=["state", "notice_ends_at"]), models.Index(fields=["-listed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["achievement"],
                condition=~models.Q(state__in=ENDED_LISTINGS),
                name="one_listing_that_has_not_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(notice_length__gte=models.F("notice_minimum")), name="notice_never_below_its_minimum"
            ),
            models.CheckConstraint(
                condition=models.Q(extensions_made__lte=models.F("extensions_allowed")),
                name="notice_extended_as_announced",
            ),
            models.CheckConstraint(
                condition=models.Q(notice_ends_at__gt=models.F("listed_at")), name="notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(price__gt=0, increment__gt=0, deposit__gte=0), name="listing_amounts_make_sense"
            ),
        ]

    def __str__(self):
        return self.code


class Suspension(models.Model):
    """A listing at rest: on which ground, what it did before, how much of its notice had run, until when at most.

    `objection` is the one whose admission began it: only the end of what began a suspension ends it by itself.
    """

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=10)
    state_before = models.CharField(max_length=20, choices=ListingState.choices)
    elapsed = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    objection = models.ForeignKey("listings.Objection", null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    reminder_sent = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(ended_at=None), name="suspension_running")]
        constraints = [
            models.UniqueConstraint(
                fields=["listing"], condition=models.Q(ended_at=None), name="suspended_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="end_of_suspension_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.listing} {self.ground}"
