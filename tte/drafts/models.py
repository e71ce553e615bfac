"""What people typed and have not sent yet. No act, so it leaves no trail: it is theirs alone until they send it."""

from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp


class Draft(models.Model):
    """The typing of one person, acting for one organisation, in one form about one thing; or that of a visitor.

    `version` counts the saves, `tab` is the window that saved last. What another window typed upon an older version
    stands in `aside`, by window, until the person has chosen. `seen` holds the fingerprints of the record that the
    form was made with, `sender` a keyed hash of the network of a visitor. Once the form is carried out the row is empty
    and only tells a late save of the same window that it comes too late.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="drafts")
    visitor = models.CharField(max_length=32, blank=True, db_default="")
    sender = models.CharField(max_length=64, blank=True, db_default="")
    membership = models.ForeignKey("accounts.Membership", null=True, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    page = models.CharField(max_length=500)
    values = models.JSONField(default=dict)
    seen = models.JSONField(default=dict, db_default={})
    has_text = models.BooleanField(default=False)
    aside = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    tab = models.CharField(max_length=32)
    saved_at = models.DateTimeField(db_default=ClockTimestamp())
    carried_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "membership", "form", "about", "visitor"],
                nulls_distinct=False,
                name="draft_one_per_form",
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, visitor="")
                | (models.Q(user=None, membership=None) & ~models.Q(visitor="")),
                name="draft_has_one_typist",
            ),
            models.CheckConstraint(
                condition=models.Q(carried_out_at=None) | models.Q(has_text=False, values={}, aside={}),
                name="draft_carried_out_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["saved_at"], name="draft_by_age"),
            models.Index(fields=["sender"], condition=~models.Q(sender=""), name="draft_by_sender"),
        ]

    def __str__(self):
        return f"{self.form} {self.about}"
