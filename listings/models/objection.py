from django.conf import settings
from django.db import models

from listings.enums import ObjectionAgainst, ObjectionLetterKind, ObjectionState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Objection(models.Model):
    """Whoever has something against a listing in its notice or a disclosed result says so here, signed in or not.

    Name and address are for the exchange alone and never published. `token` is the private link of the objector;
    `sender` is a keyed hash of where the request came from, kept to slow down a flood. `papers_asked` are the words by
    which the exchange asks for further papers; from then on the private link takes them.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="objections")
    case = models.OneToOneField("casework.Case", null=True, on_delete=models.PROTECT, related_name="objection")
    code = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, choices=ObjectionState.choices, default=ObjectionState.UNCONFIRMED)
    against = models.CharField(max_length=10, choices=ObjectionAgainst.choices)
    ground = models.CharField(max_length=10)
    text = models.TextField(max_length=4000)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=10)
    objector = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=64, blank=True)
    lodged_at = models.DateTimeField(db_default=ClockTimestamp())
    papers_asked = models.TextField(max_length=2000, blank=True)
    papers_asked_at = models.DateTimeField(null=True)
    papers_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_text = models.TextField(max_length=4000, blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("listing", "achievement")

    class Meta:
        indexes = [
            models.Index(fields=["listing", "state"]),
            models.Index(fields=["sender", "lodged_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(concluded_at=None, concluded_by=None)
                | models.Q(concluded_at__isnull=False, concluded_by__isnull=False),
                name="conclusion_on_an_objection_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(papers_asked_at=None, papers_asked_by=None)
                | models.Q(papers_asked_at__isnull=False, papers_asked_by__isnull=False),
                name="papers_are_asked_for_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=(ObjectionState.UNCONFIRMED, ObjectionState.WITHDRAWN))
                | models.Q(case__isnull=False),
                name="lodged_objection_has_a_case",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def is_undecided(self) -> bool:
        return self.state in (ObjectionState.LODGED, ObjectionState.EXAMINED)


class ObjectionFile(models.Model):
    """A paper that proves an objection. Rows are only ever added."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    added_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("objection", "listing", "achievement")

    def __str__(self):
        return str(self.file)


class ObjectionLetter(models.Model):
    """A letter to the objector, who may have no account, and its delivery. A later one takes its place."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=ObjectionLetterKind.choices)
    delivery = models.OneToOneField("notices.Delivery", on_delete=models.PROTECT, related_name="objection_letter")

    objects = shown_by("objection", "listing", "achievement")

    def __str__(self):
        return f"{self.objection_id} {self.kind}"
