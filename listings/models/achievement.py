from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Func

from listings.enums import AchievementState, AttachmentAudience, SecrecyLevel
from tte.common.clock import ClockTimestamp

if TYPE_CHECKING:
    from listings.models.listing import Listing


class SecrecyDeclaration(models.Model):
    """The first step, alone: who reviewed the secrecy of the result, when and how it ended (R8-01, R8-02).

    A row exists only when the conclusion is "public"; otherwise nothing at all is stored. It speaks of one result, or
    of all that one import brings.
    """

    level = models.CharField(max_length=20, choices=SecrecyLevel.choices)
    reviewer_name = models.CharField(max_length=120)
    reviewed_on = models.DateField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    declared_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level=SecrecyLevel.PUBLIC), name="only_public_enters_the_system")
        ]

    def __str__(self):
        return f"{self.reviewer_name} {self.reviewed_on}"


class TitleKey(Func):
    """What titles are compared by: a hash of the title without spaces, punctuation and case; none of an empty one."""

    function = "listings_title_key"
    arity = 1
    output_field = models.UUIDField()


class Achievement(models.Model):
    """A research result of a holder, posted by a researcher. One language is enough; drafts validate nothing."""

    secrecy = models.ForeignKey(
        SecrecyDeclaration, on_delete=models.PROTECT, related_name="achievements", db_index=False
    )
    holder = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="achievements")
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="achievements")
    posted_at = models.DateTimeField(db_default=ClockTimestamp())
    code = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, choices=AchievementState.choices, default=AchievementState.DRAFT)
    case = models.OneToOneField("casework.Case", null=True, on_delete=models.PROTECT, related_name="achievement")

    title_zh = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_key_zh = models.GeneratedField(
        expression=TitleKey("title_zh"), output_field=models.UUIDField(null=True), db_persist=True
    )
    title_key_en = models.GeneratedField(
        expression=TitleKey("title_en"), output_field=models.UUIDField(null=True), db_persist=True
    )
    abstract_zh = models.TextField(max_length=4000, blank=True)
    abstract_en = models.TextField(max_length=8000, blank=True)
    field = models.CharField(max_length=2, blank=True)
    maturity = models.PositiveSmallIntegerField(null=True, blank=True)

    regime = models.CharField(max_length=10, blank=True)
    right_offered = models.CharField(max_length=10, blank=True)
    price = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    price_basis = models.CharField(max_length=300, blank=True)
    increment = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(maturity=None) | models.Q(maturity__range=(1, 9)), name="maturity_is_a_trl"
            ),
            models.CheckConstraint(condition=models.Q(price=None) | models.Q(price__gt=0), name="price_is_positive"),
            models.CheckConstraint(
                condition=models.Q(increment=None) | models.Q(increment__gt=0), name="increment_is_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "-posted_at"]),
            models.Index(fields=["posted_by", "-posted_at"]),
            models.Index(fields=["title_key_zh"], name="achievement_title_zh"),
            models.Index(fields=["title_key_en"], name="achievement_title_en"),
        ]

    def __str__(self):
        return self.title_zh or self.title_en or self.code

    @property
    def listing(self) -> "Listing | None":
        """The newest of its listings; prefetch `listings` where there are many achievements."""
        return max(self.listings.all(), key=lambda listing: listing.pk, default=None)


class IPRight(models.Model):
    """A right the achievement rests on: type by list 2.3, number checked by R4-20 where it is a patent."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="ip_rights")
    ip_type = models.CharField(max_length=2)
    number = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["achievement", "ip_type", "number"], name="right_named_once")]
        indexes = [models.Index(fields=["number"], name="right_number")]

    def __str__(self):
        return f"{self.ip_type} {self.number}"


class Attachment(models.Model):
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    audience = models.CharField(max_length=20, choices=AttachmentAudience.choices, default=AttachmentAudience.AUDITORS)
    attached_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self):
        return str(self.file)
