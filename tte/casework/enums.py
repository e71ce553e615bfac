from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    UNCLAIMED = "unclaimed", _("Unclaimed")
    IN_HAND = "in_hand", _("In hand")
    WAITING = "waiting", _("Waiting for party")
    CLOSED = "closed", _("Closed")


class CorrectionState(models.TextChoices):
    """A point the office wants mended: marked for itself, asked of the party, answered, closed; dropped unasked."""

    MARKED = "marked", _("Marked, not yet asked")
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("Dropped")


class LineAnswer(models.TextChoices):
    """What is answered to a line of a checklist."""

    YES = "yes", pgettext_lazy("a line of a checklist", "Yes")
    NO = "no", pgettext_lazy("a line of a checklist", "No")
    NOT_APPLICABLE = "na", _("Does not apply")


class Duty(models.TextChoices):
    """What somebody is reminded of, each with a schedule of its own."""

    DUE_SOON = "due_soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    ESCALATED = "escalated", _("Brought before the head of the office")
    ANSWER_OWED = "answer_owed", _("Answer owed by the party")


APPROVES = frozenset({"approve", "register"})
