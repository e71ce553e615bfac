from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Func

from listings.enums import AchievementState, SecrecyLevel
from listings.models.fields import codes, line, none_stated, passage, statement
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp

if TYPE_CHECKING:
    from listings.models.listing import Listing


class SecrecyDeclaration(models.Model):
    """The first step, alone: who reviewed the secrecy of the result, when and how it ended (R8-01, R8-02).

    A row exists only when the conclusion is "public"; otherwise nothing at all is stored. It speaks of one result, or
    of all that one import brings. `paper` is the document in which it was concluded, attached afterwards.
    """

    level = models.CharField(max_length=20, choices=SecrecyLevel.choices)
    reviewer_name = models.CharField(max_length=120)
    reviewed_on = models.DateField()
    paper = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
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
    """A research result of a holder, posted by a researcher. One language is enough; drafts validate nothing.

    What may be said in two languages stands in a pair `_zh`, `_en`. Rights, existing licences, shares of the right,
    holders of a first refusal, pictures and attachments are rows of their own. `filing_*_told` are the moments due of
    which the holder has been reminded (R3-07).
    """

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
    keywords_zh = line(120)
    keywords_en = line(200)
    description_zh = passage(20000)
    description_en = passage(40000)
    region = line(4)
    industry = line(20)

    kind = line(2)
    origin = line(2)
    forms = codes(2)
    level = line(2)
    stage = line(2)
    registration_number = line(12)
    registered_on = models.DateField(null=True, blank=True)
    research_from = line(7)
    research_to = line(7)
    value_scientific = models.PositiveSmallIntegerField(null=True, blank=True)
    value_technical = models.PositiveSmallIntegerField(null=True, blank=True)
    value_economic = models.PositiveSmallIntegerField(null=True, blank=True)
    value_social = models.PositiveSmallIntegerField(null=True, blank=True)
    value_cultural = models.PositiveSmallIntegerField(null=True, blank=True)

    maturity = models.PositiveSmallIntegerField(null=True, blank=True)
    maturity_13 = models.PositiveSmallIntegerField(null=True, blank=True)
    maturity_on = models.DateField(null=True, blank=True)
    maturity_evaluator = line(200)

    is_fiscally_funded = statement()
    funding_source = line(4)
    project_number = line(80)
    project_name = line(200)
    is_encumbered = statement()
    encumbrances_zh = passage(2000)
    encumbrances_en = passage(4000)

    bears_on_security = statement()
    approval_department = line(200)
    approval_number = line(80)
    approved_on = models.DateField(null=True, blank=True)
    is_central_unit = statement()
    finance_filed_on = models.DateField(null=True, blank=True)
    filing_soon_told = models.DateTimeField(null=True, editable=False)
    filing_late_told = models.DateTimeField(null=True, editable=False)

    ways = codes(2)
    territory = line(4)
    territory_note = line(200)
    term_years = models.PositiveSmallIntegerField(null=True, blank=True)
    price_basis_kind = line(4)
    payment_method = line(2)
    payment_terms_zh = passage(1000)
    payment_terms_en = passage(2000)
    buyer_conditions_zh = passage(1000)
    buyer_conditions_en = passage(2000)
    is_related_party = statement()
    related_party_note = line(300)
    risks_zh = passage(2000)
    risks_en = passage(4000)
    no_licences = none_stated()
    no_first_refusals = none_stated()
    no_buyer_conditions = none_stated()
    no_risks = none_stated()
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies", db_index=False)

    regime = models.CharField(max_length=10, blank=True)
    right_offered = models.CharField(max_length=10, blank=True)
    price = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    price_basis = models.CharField(max_length=300, blank=True)
    increment = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)

    objects = shown_by()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(maturity=None) | models.Q(maturity__range=(1, 9)), name="maturity_is_a_trl"
            ),
            models.CheckConstraint(
                condition=models.Q(maturity_13=None) | models.Q(maturity_13__range=(1, 13), maturity=None),
                name="maturity_has_one_scale",
            ),
            models.CheckConstraint(condition=models.Q(price=None) | models.Q(price__gt=0), name="price_is_positive"),
            models.CheckConstraint(
                condition=models.Q(increment=None) | models.Q(increment__gt=0), name="increment_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(no_buyer_conditions=False)
                | models.Q(buyer_conditions_zh="", buyer_conditions_en=""),
                name="no_conditions_or_some",
            ),
            models.CheckConstraint(
                condition=models.Q(no_risks=False) | models.Q(risks_zh="", risks_en=""), name="no_risks_or_some"
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "-posted_at"]),
            models.Index(fields=["posted_by", "-posted_at"]),
            models.Index(
                fields=["copied_from"], condition=models.Q(copied_from__isnull=False), name="achievement_copied"
            ),
            models.Index(
                fields=["approved_on"],
                condition=models.Q(bears_on_security=True, is_central_unit=True, finance_filed_on=None),
                name="achievement_to_be_filed",
            ),
            models.Index(fields=["title_key_zh"], name="achievement_title_zh"),
            models.Index(fields=["title_key_en"], name="achievement_title_en"),
        ]

    def __str__(self):
        return self.title_zh or self.title_en or self.code

    @property
    def listing(self) -> "Listing | None":
        """The newest of its listings; prefetch `listings` where there are many achievements."""
        return max(self.listings.all(), key=lambda listing: listing.pk, default=None)

    @property
    def is_to_be_filed(self) -> bool:
        """An approval that a unit of the central level was given goes to the finance ministry (R3-07)."""
        return bool(self.bears_on_security and self.is_central_unit and self.approved_on)

    @property
    def titles(self) -> dict[str, str]:
        """As written; where one is missing, its reader falls back to the other."""
        return {"zh": self.title_zh, "en": self.title_en}
