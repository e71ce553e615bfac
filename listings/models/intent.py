from django.conf import settings
from django.db import models

from listings.enums import DepositKind, IntentState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Intent(models.Model):
    """An enterprise's registered intent to take a listing, inside its notice (S4)."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="intents")
    bidder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="intents")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    registered_at = models.DateTimeField(db_default=ClockTimestamp())
    related_party = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=IntentState.choices, default=IntentState.DEPOSIT_DUE)
    reason = models.CharField(max_length=300, blank=True)

    objects = shown_by("listing", "achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "bidder"], name="intent_once_per_bidder")]

    def __str__(self):
        return f"{self.listing} {self.bidder}"


class DepositEntry(models.Model):
    """One line of the deposit record; the settlement bank holds the money. Rows are only ever added."""

    intent = models.ForeignKey(Intent, on_delete=models.PROTECT, related_name="deposit_entries")
    kind = models.CharField(max_length=20, choices=DepositKind.choices)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    bank_reference = models.CharField(max_length=60)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("intent", "listing", "achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="deposit_amount_is_positive"),
            models.UniqueConstraint(fields=["intent", "kind"], name="deposit_line_once_per_kind"),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount}"
