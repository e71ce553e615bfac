from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tte.casework.enums import CaseState, CorrectionState, Duty
from tte.common.clock import ClockTimestamp
from tte.common.withholding import NotWithheld


class Case(models.Model):
    """A piece of work for an office, in its queue as long as it has an open reason. The subject points down to it.

    `author` is the person whose work is judged (who posted it); `opened_by` handed it in for `applicant`, or is empty
    where somebody without an account did. `due_from`
    and `due_days` are there where the period counts working days, so that a provisional end can be counted again.
    While the party is asked there is no due date: its clock stands (`CaseStop`). `barred` are people who may not take
    the case, since they decided before what is to be decided now, or are a party to it. `office_days` are
    the working days the office took.
    A case whose matter was taken down is withheld: it is in no queue and on no board (R8-03).
    A case without `closed_by` was closed by the clock.
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
    barred = ArrayField(models.BigIntegerField(), default=list)
    office_days = models.PositiveIntegerField(null=True)
    withheld_at = models.DateTimeField(null=True)

    objects = NotWithheld()

    class Meta:
        indexes = [
            models.Index(fields=["office", "kind", "state", "due_at"]),
            models.Index(fields=["office", "kind", "due_at"], condition=models.Q(closed_at=None), name="case_open"),
            models.Index(fields=["office", "kind", "closed_at"], name="case_by_close"),
            models.Index(fields=["due_at"], condition=models.Q(closed_at=None), name="case_open_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claimed_at=None, claimed_by=None)
                | models.Q(claimed_at__isnull=False, claimed_by__isnull=False),
                name="case_claim_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_by=None) | models.Q(closed_at__isnull=False),
                name="case_closed_by_somebody_has_its_moment",
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
    """Automatic checks owed to a case: asked in the transaction of the act, claimed and done by a worker.

    Each attempt is written down before it begins, so that a run under which workers die comes to an end. A run is rung
    again at `next_at`. `seen_at` is when a worker saw it first, after its commit: what the checks ask must hold all
    that was written up to then. A run that was done `behind` is owed anew once that is so.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="check_runs")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    behind = models.BooleanField(default=False, db_default=False)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], condition=models.Q(finished_at=None), name="check_run_owed"),
            models.Index(fields=["finished_at"], condition=models.Q(behind=True), name="check_run_behind"),
        ]

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
    """What was decided on a case, with its coded reason and words. Rows are only ever added.

    `points` are the lines of the checklist as they stood: code, rule, words in both languages, first day, answer, who
    answered (the checks or the person), note, and the checks that prove it. `not_run` are the checks that had given no
    answer: name, rule, sentence in both languages.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    step = models.CharField(max_length=40)
    conclusion = models.CharField(max_length=40)
    reason_code = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    points = models.JSONField(default=list)
    not_run = models.JSONField(default=list, db_default=[])
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    decided_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}: {self.conclusion}"


class CaseStop(models.Model):
    """A time in which the clock of the case stood, since its party was asked. It holds what was left of the period.

    `days_left` are the working days after the day of the stop, below zero where the period was over already.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stops")
    stopped_at = models.DateTimeField(db_default=ClockTimestamp())
    due_at = models.DateTimeField(null=True)
    days_left = models.SmallIntegerField(null=True)
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(resumed_at=None), name="clock_stands_once_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_at=None) | models.Q(resumed_at__gte=models.F("stopped_at")),
                name="clock_goes_on_after_it_stood",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stopped_at}"


class CaseNote(models.Model):
    """A word among the people of the office; the party never reads it. Rows are only ever added."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_notes")
    written_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"{self.case_id} {self.written_at}"


class Correction(models.Model):
    """A field of the matter that the office wants mended, with what it held before and after, and the answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=60)
    text = models.TextField(max_length=1000)
    state = models.CharField(max_length=20, choices=CorrectionState.choices, default=CorrectionState.MARKED)
    marked_at = models.DateTimeField(db_default=ClockTimestamp())
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    old_value = models.TextField(blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    new_value = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="correction_numbered_once"),
            models.UniqueConstraint(
                fields=["case", "field"],
                condition=models.Q(state__in=[CorrectionState.MARKED, CorrectionState.ASKED, CorrectionState.ANSWERED]),
                name="correction_open_once_per_field",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="correction_answer_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="correction_close_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.field}"


class CaseReminder(models.Model):
    """Somebody was reminded of a duty: once for each moment it ran from. Rows are only ever added."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders")
    duty = models.CharField(max_length=20, choices=Duty.choices)
    about = models.DateTimeField()
    reminded_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "duty", "about"], name="reminded_once_of_a_duty")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.duty}"


class Reaudit(models.Model):
    """A past decision drawn for a second look: a case of its own, worked blind by somebody who had no part in it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="reaudit")
    original = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="reaudit")
    drawn_at = models.DateTimeField(db_default=ClockTimestamp())
    agrees = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.original_id}"
