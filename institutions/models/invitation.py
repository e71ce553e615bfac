from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from tte.accounts.enums import Role
from tte.common.clock import ClockTimestamp


class Invitation(models.Model):
    """A membership offered to an e-mail address that has no account yet. Who proves the address accepts it.

    `delivery` is its latest mail.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=10)
    invited_at = models.DateTimeField(db_default=ClockTimestamp())
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_written"
    )
    delivery = models.OneToOneField("notices.Delivery", on_delete=models.PROTECT, null=True, related_name="invitation")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="invitations_accepted"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                "role",
                condition=models.Q(accepted_at=None),
                name="invitation_open_once_per_role",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_acceptance_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.email} → {self.organisation_id}"
