from django.conf import settings
from django.db import models

from listings.enums import CatalogueBatchState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class CatalogueBatch(models.Model):
    """What one import brought into the exchange: one declaration of secrecy, one case, one decision for all of it.

    Its records are invisible until the case is approved (R8-02). `catalogued` and `drafts` count what was entered.
    """

    code = models.CharField(max_length=20, unique=True)
    source_batch = models.OneToOneField("imports.Batch", on_delete=models.PROTECT, related_name="catalogue_batch")
    secrecy = models.ForeignKey("listings.SecrecyDeclaration", on_delete=models.PROTECT, related_name="batches")
    holder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="catalogue_batches")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=ClockTimestamp())
    state = models.CharField(max_length=20, choices=CatalogueBatchState.choices, default=CatalogueBatchState.ENTERING)
    case = models.OneToOneField("casework.Case", null=True, on_delete=models.PROTECT, related_name="catalogue_batch")
    file_name = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    catalogued = models.PositiveIntegerField(default=0)
    drafts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["holder", "-entered_at"])]

    def __str__(self):
        return self.code


class CatalogueEntry(models.Model):
    """What the imported file says of a result beyond the texts of an achievement, as it stands there.

    The three keys tell duplicates: the number with its office, the identifier of the source, and title with holder.
    """

    achievement = models.OneToOneField(
        "listings.Achievement", primary_key=True, on_delete=models.PROTECT, related_name="catalogue_entry"
    )
    batch = models.ForeignKey(CatalogueBatch, on_delete=models.PROTECT, related_name="entries", db_index=False)
    line = models.PositiveIntegerField()
    stated_holder = models.CharField(max_length=500, blank=True)
    number = models.CharField(max_length=80, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    keywords = models.CharField(max_length=1000, blank=True)
    classification = models.CharField(max_length=1000, blank=True)
    dated = models.CharField(max_length=40, blank=True)
    region_code = models.CharField(max_length=4, blank=True)
    ip_type = models.CharField(max_length=2, blank=True)
    number_key = models.CharField(max_length=100, blank=True)
    source_key = models.CharField(max_length=160, blank=True)
    twin_key = models.UUIDField()

    objects = shown_by("achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="record_once_per_line")]
        indexes = [
            models.Index(fields=["number_key"], condition=~models.Q(number_key=""), name="record_number"),
            models.Index(fields=["source_key"], condition=~models.Q(source_key=""), name="record_source"),
            models.Index(fields=["twin_key"], name="record_twin"),
        ]

    def __str__(self):
        return f"{self.batch_id}:{self.line}"
