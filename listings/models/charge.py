from django.conf import settings
from django.db import models
from django.db.models import Q

from listings.models.announcement import Proposal
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class WithdrawalCharge(models.Model):
    """The cost that a seller bears who withdraws after a deposit on no ground of a suspension (R3-43).

    The first of two people states it with its basis; it is owed once the second has granted the withdrawal. The money
    moves outside: its receipt is recorded with the reference of the bank, once.
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="charge")
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    basis = models.TextField(max_length=1000)
    stated_at = models.DateTimeField(db_default=ClockTimestamp())
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bank_reference = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("proposal", "listing", "achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None, bank_reference="")
                | (Q(received_at__isnull=False, received_by__isnull=False) & ~Q(bank_reference="")),
                name="receipt_of_a_charge_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.proposal} {self.amount}"
