from django.db import models

from tte.common.clock import ClockTimestamp


class Event(models.Model):
    """One line of the trail: who did what to which thing, when. Rows are only ever added; no foreign keys."""

    at = models.DateTimeField(db_default=ClockTimestamp())
    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_key = models.BigIntegerField()
    user_key = models.BigIntegerField(null=True)
    organisation_key = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_key", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_key}"
