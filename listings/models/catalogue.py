from django.conf import settings
from django.db import models

from listings.enums import CatalogueBatchState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class CatalogueBatch(models.Model):
    """What one import brought into the exchange: one declaration of secrecy, one case, one decision for all of it.

    Its records are invisible until the case is approved (R8-02). `catalogued` and `drafts` count what was entered,
    `held` what of it the approval kept back.
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
    held = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["holder", "-entered_at"])]

    def __str__(self):
        return self.code


class CatalogueEntry(models.Model):
    """What the imported file says of a result beyond the texts of an achievement, as it stands there.

    The three keys tell duplicates: the number with its office, the identifier of the source, and title with holder.
    `standing_key` is set when the record is published, to the first of number and title that it has: of two imports
    that bring the same result one publishes it.
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
    standing_key = models.CharField(max_length=100, blank=True, db_default="")

    objects = shown_by("achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="record_once_per_line"),
            models.UniqueConstraint(
                fields=["standing_key"], condition=~models.Q(standing_key=""), name="result_published_once"
            ),
        ]
        indexes = [
            models.Index(fields=["number_key"], condition=~models.Q(number_key=""), name="record_number"),
            models.Index(fields=["source_key"], condition=~models.Q(source_key=""), name="record_source"),
            models.Index(fields=["twin_key"], name="record_twin"),
        ]

    def __str__(self):
        return f"{self.batch_id}:{self.line}"


class BatchCheck(models.Model):
    """One run of the automatic checks over the records of an import, done by a worker in parts.

    `position` is the key of the record after which it goes on; it commits with what was found up to there.
    """

    batch = models.ForeignKey(CatalogueBatch, on_delete=models.PROTECT, related_name="checks")
    work = models.ForeignKey("longwork.Work", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    finished_at = models.DateTimeField(null=True)
    position = models.PositiveBigIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch"], condition=models.Q(finished_at=None), name="one_check_of_an_import_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.batch_id} {self.asked_at}"


class RecordFinding(models.Model):
    """What one check has against one record of an import. Whatever passes leaves no row; what could not run does."""

    run = models.ForeignKey(BatchCheck, on_delete=models.PROTECT, related_name="findings", db_index=False)
    achievement = models.ForeignKey("listings.Achievement", on_delete=models.PROTECT, related_name="import_findings")
    line = models.PositiveIntegerField()
    check_name = models.CharField(max_length=120)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "check_name", "achievement"], name="finding_once_per_record")
        ]
        indexes = [models.Index(fields=["run", "line"], name="finding_line")]

    def __str__(self):
        return f"{self.line} {self.check_name}"
