from django.db import models

from tte.accounts.enums import IdentifierScheme, OrganisationKind, OrganisationState
from tte.common.clock import ClockTimestamp


class Organisation(models.Model):
    """A party of the market or one of its offices. `party_type` is R2-20, `region_code` the 4 digits of rules 2.7."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    party_type = models.CharField(max_length=4)
    region_code = models.CharField(max_length=6)
    state = models.CharField(max_length=20, choices=OrganisationState.choices, default=OrganisationState.ADMITTED)
    created_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        indexes = [models.Index(fields=["kind", "region_code"]), models.Index(fields=["name_zh"])]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def is_admitted(self) -> bool:
        return self.state == OrganisationState.ADMITTED

    @property
    def is_natural_person(self) -> bool:
        return self.party_type.startswith("4")


class OrganisationIdentifier(models.Model):
    """A checked identifier: scheme + value (R4-30). One value belongs to one organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=IdentifierScheme.choices)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="identifier_belongs_to_one")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
