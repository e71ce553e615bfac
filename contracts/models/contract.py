from django.conf import settings
from django.db import models

from contracts.enums import ContractState, ItemKind
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp

WITH_THE_PARTY = (ContractState.DRAFT.value, ContractState.CORRECTION.value)


class Contract(models.Model):
    """A technology contract, from a deal or standalone, filed with the agency of the seller's region (R1-11).

    `application_code` is the internal number before approval (R1-35). Declared amounts are the filer's; the approved
    ones stand on the registration and are never above the declared total (R1-66). A contract with a `batch` was taken
    over from an older register: it is registered, without papers, case or reviewers of ours.
    """

    application_code = models.CharField(max_length=20, unique=True)
    deal = models.OneToOneField("listings.Deal", null=True, on_delete=models.PROTECT, related_name="contract")
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="contracts_sold")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="contracts_bought")
    agency = models.ForeignKey("institutions.Agency", on_delete=models.PROTECT, related_name="contracts")
    state = models.CharField(max_length=20, choices=ContractState.choices, default=ContractState.DRAFT)
    case = models.OneToOneField("casework.Case", null=True, on_delete=models.PROTECT, related_name="contract")
    rule_set = models.CharField(max_length=20)
    batch = models.ForeignKey("imports.Batch", null=True, on_delete=models.PROTECT, related_name="contracts")

    title = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    contract_type = models.CharField(max_length=20, blank=True)
    licence_mode = models.CharField(max_length=20, blank=True)
    ip_type = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=20, blank=True)
    objective = models.CharField(max_length=20, blank=True)
    plan_source = models.CharField(max_length=20, default="P0")
    payment_method = models.CharField(max_length=20, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    total_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    related_party = models.BooleanField(default=False)
    document = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT)

    drafted_at = models.DateTimeField(db_default=ClockTimestamp())
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafted_contracts")
    filed_at = models.DateTimeField(null=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="filed_contracts"
    )
    declared_technology_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="accepted_contracts"
    )
    proposed_technology_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    proposed_refusal = models.CharField(max_length=2, blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="proposed_contracts"
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="checked_contracts"
    )

    objects = shown_by("deal", "listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["seller", "-drafted_at"]), models.Index(fields=["agency", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_amount=None) | models.Q(total_amount__gt=0), name="total_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=WITH_THE_PARTY) | models.Q(ends_on__gte=models.F("begins_on")),
                name="contract_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=WITH_THE_PARTY)
                | models.Q(batch__isnull=False)
                | models.Q(
                    signed_on__isnull=False,
                    begins_on__isnull=False,
                    ends_on__isnull=False,
                    total_amount__isnull=False,
                    declared_technology_amount__isnull=False,
                    document__isnull=False,
                    case__isnull=False,
                    filed_at__isnull=False,
                ),
                name="filed_contract_is_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(filed_at=None, filed_by=None)
                | models.Q(filed_at__isnull=False, filed_by__isnull=False),
                name="filing_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="acceptance_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    proposed_at=None, proposed_by=None, proposed_technology_amount=None, proposed_refusal=""
                )
                | (
                    models.Q(proposed_at__isnull=False, proposed_by__isnull=False)
                    & (
                        models.Q(proposed_technology_amount__gt=0, proposed_refusal="")
                        | (models.Q(proposed_technology_amount=None) & ~models.Q(proposed_refusal=""))
                    )
                ),
                name="proposal_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_technology_amount=None)
                | models.Q(proposed_technology_amount__lte=models.F("total_amount")),
                name="proposal_within_total",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_at=None, checked_by=None)
                | models.Q(checked_at__isnull=False, checked_by__isnull=False),
                name="second_review_has_its_author",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by=None) | ~models.Q(checked_by=models.F("proposed_by")),
                name="maker_is_not_checker",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("registered", "refused"))
                | models.Q(checked_by__isnull=False)
                | models.Q(batch__isnull=False),
                name="end_has_a_second_reviewer",
            ),
            models.CheckConstraint(
                condition=models.Q(batch=None)
                | models.Q(
                    state="registered",
                    total_amount__isnull=False,
                    deal=None,
                    case=None,
                    document=None,
                    filed_at=None,
                    accepted_at=None,
                    proposed_at=None,
                    checked_at=None,
                ),
                name="taken_over_contract_came_registered",
            ),
            models.UniqueConstraint(
                fields=["seller", "buyer", "title", "signed_on", "total_amount"],
                condition=models.Q(state__in=("submitted", "accepted", "second_review", "registered"), batch=None),
                name="contract_registered_once",
            ),
        ]

    def __str__(self):
        return self.application_code


class NonTechnicalItem(models.Model):
    """One itemised cost (R1-64). `amount` is the price of one; a carrier's reasonable sets are not deducted (R1-62)."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    name = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField(default=1)
    amount = models.DecimalField(max_digits=16, decimal_places=2)

    objects = shown_by("contract", "deal", "listing", "achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0, quantity__gt=0), name="item_has_a_price")
        ]

    def __str__(self):
        return self.name
