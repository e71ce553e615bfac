from django.db import models

from tte.common.clock import ClockTimestamp


class NumberSeries(models.Model):
    """The last number given in a series; written only by `numbering.next_number`."""

    name = models.CharField(primary_key=True, max_length=80)
    last = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


KEY_LENGTH = 64


class CommandReceipt(models.Model):
    """A command that was carried out under a request key: the same request sent again gets the same answer.

    The answer is the row that was made (`outcome`) or the page that followed (`answer`). Receipts are kept for
    `TTE_RECEIPT_DAYS` days.
    """

    scope = models.CharField(max_length=80)
    key = models.CharField(max_length=KEY_LENGTH)
    command = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    outcome = models.BigIntegerField(null=True)
    answer = models.TextField(default="", db_default="")
    carried_out_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="receipt_one_per_request")]
        indexes = [models.Index(fields=["carried_out_at"], name="receipt_by_age")]

    def __str__(self) -> str:
        return f"{self.command} {self.key}"
