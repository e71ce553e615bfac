from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp
from tte.statistics.enums import ExportForm


class Base(models.Model):
    """A published base file: all facts up to a feed position. The newest row is in force; a file is never written
    again."""

    file = models.CharField(max_length=120, unique=True)
    feed_id = models.UUIDField()
    position = models.BigIntegerField()
    shape = models.CharField(max_length=64)
    rows = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self):
        return self.file


class Export(models.Model):
    """A file of statistics that somebody took away: what, with which filters, as of when."""

    name = models.CharField(max_length=40)
    form = models.CharField(max_length=20, choices=ExportForm.choices)
    filters = models.JSONField(default=dict)
    position = models.BigIntegerField()
    rule_set = models.CharField(max_length=20)
    exported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT)
    exported_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self):
        return f"{self.name} {self.form}"
