from django.db import models
from django.db.models import Q

from listings.enums import AttachmentAudience, Evidence
from listings.models.achievement import Achievement
from listings.models.fields import line
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Attachment(models.Model):
    """A file beside the record: for everybody, for the data room, or for the auditors; some are evidence of a claim."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    audience = models.CharField(max_length=20, choices=AttachmentAudience.choices, default=AttachmentAudience.AUDITORS)
    evidence = models.CharField(max_length=20, choices=Evidence.choices, blank=True, default="", db_default="")
    description = line(300)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    attached_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("achievement")

    def __str__(self):
        return str(self.file)


class Picture(models.Model):
    """A picture of the result, drawn anew from what was sent: nothing but its pixels is kept."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="pictures")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_zh = line(200)
    alt_en = line(300)
    is_cover = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["achievement"], condition=Q(is_cover=True), name="one_cover"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="picture_has_a_size"),
        ]

    def __str__(self):
        return self.alt_zh or self.alt_en or str(self.file)
