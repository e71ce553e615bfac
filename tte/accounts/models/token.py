from django.db import models

from tte.accounts.models.membership import Membership
from tte.common.clock import ClockTimestamp


class ApiToken(models.Model):
    """A key by which a program acts through one membership. Only its hash is kept; it ends with the membership."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(db_default=ClockTimestamp())
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label
