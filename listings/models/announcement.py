from django.conf import settings
from django.db import models

from listings.enums import AnnouncementKind, ProposalKind, ProposalState
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class Announcement(models.Model):
    """What the exchange made public about a listing after its publication, numbered. Rows are only ever added.

    `before` and `after` hold the terms that changed; the paper that approved it is for the parties alone.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="announcements")
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=AnnouncementKind.choices)
    reason_code = models.CharField(max_length=10, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    evidence = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(db_default=ClockTimestamp())
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["listing", "id"])]

    def __str__(self):
        return self.code


class Proposal(models.Model):
    """What the seller asks of the exchange for its listing, with its reason and papers, and the answer.

    Where two people decide, `approved_at` is the word of the first, given while it is still asked. `undertakings` is
    the version that the seller gives for the listing it asks for (R3-34).
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.ASKED)
    reason_code = models.CharField(max_length=10, blank=True)
    text = models.TextField(max_length=2000)
    price = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    terms = models.JSONField(default=dict)
    undertakings = models.PositiveSmallIntegerField(null=True)
    evidence = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = shown_by("listing", "achievement")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "kind"],
                condition=models.Q(state=ProposalState.ASKED),
                name="proposal_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(price=None) | models.Q(price__gt=0), name="proposed_price_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="answer_to_a_proposal_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by=None)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False),
                name="first_word_on_a_proposal_has_its_author",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.GRANTED)
                | models.Q(approved_by=None)
                | ~models.Q(approved_by=models.F("decided_by")),
                name="second_word_on_a_proposal_is_anothers",
            ),
            models.CheckConstraint(
                condition=models.Q(undertakings=None) | models.Q(kind=ProposalKind.RELISTING),
                name="undertakings_come_with_a_relisting",
            ),
        ]

    def __str__(self):
        return f"{self.listing} {self.kind}"
