"""Batches: a file on its way in, what was found in it, and how its columns were read."""

from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp
from tte.imports.enums import BatchState, Mode


class Batch(models.Model):
    """One file on its way into the stock of one organisation.

    `shape` is what the file is, `columns` which of its columns holds which field. `position` is the line after which
    the present phase goes on; it commits together with what was found or entered up to it. `figures` are totals that
    the kind adds up, `before` and `after` its summaries at the check and at the end. `membership` is the role in which
    somebody acted on the batch last.
    """

    kind = models.CharField(max_length=60)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT)
    source = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    shape = models.JSONField()
    columns = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    mode = models.CharField(max_length=4, choices=Mode.choices, blank=True)
    state = models.CharField(max_length=12, choices=BatchState.choices, default=BatchState.UPLOADED)
    work = models.ForeignKey("longwork.Work", null=True, on_delete=models.PROTECT)
    position = models.PositiveBigIntegerField(default=0)
    row_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    warned_count = models.PositiveIntegerField(default=0)
    entered_count = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="made_batches")
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="entered_batches"
    )

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entered_at=None, entered_by=None)
                | models.Q(entered_at__isnull=False, entered_by__isnull=False),
                name="batch_entry_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(refused_count__lte=models.F("row_count")), name="batch_refuses_no_more_than_it_has"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def good_count(self) -> int:
        return self.row_count - self.refused_count


class BatchFault(models.Model):
    """What is wrong with one line, as data: the sentence in the words of the source and its values.

    A warning does not keep the row out. `field` is empty where the whole line is meant. `sheet` and `sheet_line` say
    where in a further sheet; `line` is the row it belongs to, 0 where it belongs to none.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="faults")
    line = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    given = models.CharField(max_length=200, blank=True)
    warning = models.BooleanField(default=False)
    sheet = models.CharField(max_length=60, blank=True)
    sheet_line = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["batch", "line", "id"])]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line} {self.reason}"


class ColumnMap(models.Model):
    """How an organisation read these headings last: field code → heading (normalised), used the next time."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    headings = models.CharField(max_length=64)
    columns = models.JSONField()
    kept_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "headings"], name="column_map_once_per_headings")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings[:8]}"
