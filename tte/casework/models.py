from django.conf import settings
from django.db import models

from tte.casework.enums import CaseState
from tte.common.clock import ClockTimestamp


class Case(models.Model):
    """A piece of work for an office, in its queue as long as it has an open reason. The subject points down to it.

    `author` is the person whose work is judged (who posted it); `opened_by` handed it in for `applicant`, or is empty
    where somebody without an account did. `due_from`
    and `due_days` are there where the period counts working days, so that a provisional end can be counted again.
    """

    kind = models.CharField(max_length=40)
    office = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="cases")
    applicant = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="applications")
    reference = models.CharField(max_length=40)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=CaseState.choices, default=CaseState.UNCLAIMED)
    opened_at = models.DateTimeField(db_default=ClockTimestamp())
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="opened_cases"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored_cases")
    due_at = models.DateTimeField(null=True)
    due_provisional = models.BooleanField(default=False)
    due_rule_id = models.CharField(max_length=10, blank=True)
    due_from = models.DateTimeField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="claimed_cases"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="closed_cases"
    )

    class Meta:
        indexes = [
            models.Index(fields=["office", "kind", "state", "due_at"]),
            models.Index(fields=["office", "kind", "due_at"], condition=models.Q(closed_at=None), name="case_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claimed_at=None, claimed_by=None)
                | models.Q(claimed_at__isnull=False, claimed_by__isnull=False),
                name="case_claim_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="case_close_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class CaseReason(models.Model):
    """Why the case is in the queue. An open reason (not closed) keeps it there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reasons")
    code = models.CharField(max_length=40)
    opened_at = models.DateTimeField(db_default=ClockTimestamp())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(closed_at=None), name="reason_open_once_per_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class CheckRun(models.Model):
    """Automatic checks owed to a case: asked in the transaction of the act, claimed and done by a worker."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="check_runs")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=models.Q(finished_at=None), name="check_run_owed")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at}"


class CheckResult(models.Model):
    """One check's answer in one run. A check that could not run is a finding, never a pass."""

    run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="results")
    check_name = models.CharField(max_length=120)
    passed = models.BooleanField()
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "check_name"], name="result_once_per_run")]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.passed}"


class Decision(models.Model):
    """What was decided on a case, with its coded reason and words. Rows are only ever added."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    step = models.CharField(max_length=40)
    conclusion = models.CharField(max_length=40)
    reason_code = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    decided_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}: {self.conclusion}"
