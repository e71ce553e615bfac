"""What is asked about a listing and answered through the platform: one conversation a question, public or private."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from listings.enums import QuestionAudience, QuestionState
from listings.models.fields import line, passage
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Question(models.Model):
    """What one organisation asks the holder of a listing. Its words are its messages, the first of them the question.

    A public one is shown to everybody with its answer and never before; a private one is read by the two sides and by
    the exchange. `due_at` is when the holder has to have answered; `soon_told` and `late_told` are the
    moments due of which it has been reminded. The reason is that of a refusal or of a stop.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="questions")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="questions")
    audience = models.CharField(max_length=10, choices=QuestionAudience.choices)
    state = models.CharField(max_length=20, choices=QuestionState.choices, default=QuestionState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    due_at = models.DateTimeField()
    due_from = models.DateTimeField()
    due_provisional = models.BooleanField(default=False)
    soon_told = models.DateTimeField(null=True)
    late_told = models.DateTimeField(null=True)
    reason_code = line(10)
    reason_text = passage(500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = shown_by("listing", "achievement")

    class Meta:
        indexes = [
            models.Index(fields=["listing", "state"]),
            models.Index(fields=["organisation", "-asked_at"]),
            models.Index(fields=["due_at"], condition=Q(state=QuestionState.ASKED), name="question_to_answer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="question_decision_has_its_author",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(QuestionState.DECLINED, QuestionState.STOPPED)) | ~Q(reason_code=""),
                name="question_ends_with_its_reason",
            ),
        ]

    def __str__(self):
        return f"{self.listing_id} {self.organisation_id} {self.audience}"


class Message(models.Model):
    """One message of a conversation, by one of its two sides. Rows are only ever added."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="messages")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=ClockTimestamp())
    text = models.TextField(max_length=2000)

    objects = shown_by("question", "listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["organisation", "written_at"])]

    def __str__(self):
        return f"{self.question_id} {self.written_at}"


class QuestionReading(models.Model):
    """How far one person has read a conversation: `upto` is the number of the last message seen."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    upto = models.BigIntegerField()

    objects = shown_by("question", "listing", "achievement")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="one_reading_a_person")]

    def __str__(self):
        return f"{self.question_id} {self.upto}"


class QuestionReport(models.Model):
    """One side asks the exchange to look at a conversation, and what the exchange found."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10)
    text = passage(500)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(db_default=ClockTimestamp())
    finding = passage(500)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = shown_by("question", "listing", "achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "organisation"], condition=Q(settled_at=None), name="reported_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settled_report_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.question_id} {self.ground}"


class ContactBlock(models.Model):
    """A holder takes no more messages of an organisation, whatever listing they are about, until it lifts the block."""

    holder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="contact_blocks")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=ClockTimestamp())
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "organisation"], condition=Q(lifted_at=None), name="blocked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="lifted_block_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.holder_id} {self.organisation_id}"
