from django.conf import settings
from django.db import models

from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Registration(models.Model):
    """A registered version of a contract: number and approved amounts (R1-31..34, R1-55). Rows are only ever added.

    Two persons register; one with a `batch` stood in an older register, whose number it keeps.
    """

    contract = models.ForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="registrations")
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=16)
    total_amount = models.DecimalField(max_digits=16, decimal_places=2)
    technology_amount = models.DecimalField(max_digits=16, decimal_places=2)
    registered_on = models.DateField()
    registered_at = models.DateTimeField(db_default=ClockTimestamp())
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey("imports.Batch", null=True, on_delete=models.PROTECT, related_name="registrations")
    rule_set = models.CharField(max_length=20)

    objects = shown_by("contract", "deal", "listing", "achievement")

    class Meta:
        indexes = [
            models.Index(fields=["registered_on", "id"], name="registration_by_day"),
            models.Index(fields=["number", "id"], name="registration_by_number"),
            models.Index(fields=["total_amount", "id"], name="registration_by_amount"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="registration_number_once_per_version"),
            models.UniqueConstraint(fields=["contract", "version"], name="registration_once_per_version"),
            models.CheckConstraint(
                condition=models.Q(technology_amount__gt=0, technology_amount__lte=models.F("total_amount")),
                name="technology_amount_within_total",
            ),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=False, recommended_by=None, registered_by=None)
                | (
                    models.Q(batch=None, recommended_by__isnull=False, registered_by__isnull=False)
                    & ~models.Q(recommended_by=models.F("registered_by"))
                ),
                name="registration_by_two_persons",
            ),
        ]

    def __str__(self):
        return self.number


class CertificateRequest(models.Model):
    """Somebody wants the certificate of a registration taken over: from now on it is owed like any other."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="request")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    asked_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("registration", "contract", "deal", "listing", "achievement")

    def __str__(self):
        return str(self.registration)


class Certificate(models.Model):
    """The certificate (认定登记证明) of a registration: its check value for public verification (R1-37) and its PDF.

    A registration of ours without one is owed one: a worker makes it, and the row is only ever added.
    """

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="certificate")
    check_value = models.CharField(max_length=12)
    issued_at = models.DateTimeField(db_default=ClockTimestamp())
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = shown_by("registration", "contract", "deal", "listing", "achievement")

    def __str__(self):
        return str(self.registration)
