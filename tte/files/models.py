from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp


class StoredFile(models.Model):
    """An uploaded file, kept by the hash of its content; its type was read from the content, not from the name.

    Without an uploader it came from a visitor.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=120)
    content = models.FileField(upload_to="files/")
    organisation = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return self.name
