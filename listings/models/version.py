from django.conf import settings
from django.db import models

from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Version(models.Model):
    """The record as it was handed in, whole: its fields and its rows as plain values. Rows are only ever added."""

    achievement = models.ForeignKey("listings.Achievement", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    handed_in_at = models.DateTimeField(db_default=ClockTimestamp())
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["achievement", "number"], name="version_numbered_once")]

    def __str__(self):
        return f"{self.achievement_id} v{self.number}"
