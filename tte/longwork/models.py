"""Work of more than a moment, as a row: what was asked, how far it is, what came of it."""

from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp
from tte.longwork.enums import WorkState


class Work(models.Model):
    """One piece of work. `cursor`, `done` and the effects of a step commit together, so it goes on where it stopped.

    `runner` is the one process that may go on with it; `beat_at` is its last sign of life.
    """

    kind = models.CharField(max_length=60)
    title = models.JSONField()
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=WorkState, default=WorkState.QUEUED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT)
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    cursor = models.JSONField(default=dict)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    phase = models.JSONField(null=True)
    runner = models.UUIDField(null=True)
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    sentence = models.JSONField(null=True)
    url = models.CharField(max_length=300, default="")
    result = models.FileField(upload_to="results/", null=True)
    result_name = models.CharField(max_length=200, default="")
    result_type = models.CharField(max_length=120, default="")
    result_size = models.PositiveBigIntegerField(null=True)
    result_sha256 = models.CharField(max_length=64, default="")
    result_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=WorkState.RUNNING)
                | models.Q(started_at__isnull=False, runner__isnull=False, beat_at__isnull=False),
                name="running_work_has_a_runner",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[WorkState.QUEUED, WorkState.RUNNING]) | models.Q(ended_at__isnull=False),
                name="ended_work_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-id"]),
            models.Index(
                fields=["asked_at"],
                condition=models.Q(state__in=[WorkState.QUEUED, WorkState.RUNNING]),
                name="work_to_do",
            ),
            models.Index(
                fields=["result_until"], condition=models.Q(result_until__isnull=False), name="work_results_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Recall(models.Model):
    """From this moment no result that was begun before may be handed out. Rows are only ever added."""

    recalled_at = models.DateTimeField(db_default=ClockTimestamp())
    about = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["recalled_at"])]

    def __str__(self) -> str:
        return f"recall {self.about}"


class Cancellation(models.Model):
    """The wish that a work stop, in a row of its own: the work's row is held by its runner."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    asked_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"cancel {self.work_id}"
