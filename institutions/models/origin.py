from django.db import models


class RecordedOrigin(models.Model):
    """Where an organisation that came in by a file was found, and on what terms the file may be used."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="origin")
    batch = models.ForeignKey("imports.Batch", on_delete=models.PROTECT)
    source_code = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=300)

    def __str__(self):
        return f"{self.organisation_id} {self.source_code}".strip()
