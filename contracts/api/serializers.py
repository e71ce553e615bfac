from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from contracts.enums import ItemKind
from contracts.forms.contract import BuyerForm
from contracts.models import Contract, Registration


class ItemSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=ItemKind.choices)
    name = serializers.CharField(max_length=200)
    quantity = serializers.IntegerField(min_value=1, max_value=1_000_000)
    amount = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0)


class FilingSerializer(serializers.Serializer):
    """A contract to be filed. `buyer` is a credit code, a short code or a full name; `document` the signed text."""

    buyer = serializers.CharField(max_length=200)
    title = serializers.CharField(max_length=300)
    title_en = serializers.CharField(max_length=300, required=False, allow_blank=True)
    contract_type = serializers.CharField(max_length=20)
    licence_mode = serializers.CharField(max_length=20, required=False, allow_blank=True)
    ip_type = serializers.CharField(max_length=20)
    field = serializers.CharField(max_length=20)
    objective = serializers.CharField(max_length=20)
    plan_source = serializers.CharField(max_length=20)
    payment_method = serializers.CharField(max_length=20)
    signed_on = serializers.DateField()
    begins_on = serializers.DateField()
    ends_on = serializers.DateField()
    total_amount = serializers.DecimalField(max_digits=16, decimal_places=2)
    related_party = serializers.BooleanField(default=False)
    items = ItemSerializer(many=True, required=False)
    document = serializers.FileField()

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """The same shape, and the same lists, as the page's form."""
        buyer = BuyerForm({"buyer": data["buyer"]})
        if not buyer.is_valid():
            raise serializers.ValidationError({"buyer": buyer.errors["buyer"]})
        return data | {"buyer": buyer.cleaned_data["buyer"]}


class RegistrationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Registration
        fields = ("number", "version", "registered_on", "total_amount", "technology_amount")


class ContractSerializer(serializers.ModelSerializer):
    """Where a contract stands."""

    seller = serializers.CharField(source="seller.code")
    buyer = serializers.CharField(source="buyer.code")
    agency = serializers.CharField(source="agency.organisation.code")
    due_at = serializers.DateTimeField(source="case.due_at", default=None, allow_null=True)
    registration = serializers.SerializerMethodField()

    class Meta:
        model = Contract
        fields = (
            "application_code",
            "state",
            "title",
            "title_en",
            "seller",
            "buyer",
            "agency",
            "contract_type",
            "licence_mode",
            "total_amount",
            "declared_technology_amount",
            "filed_at",
            "accepted_at",
            "due_at",
            "registration",
        )

    @extend_schema_field(RegistrationSerializer(allow_null=True))
    def get_registration(self, contract: Contract) -> dict | None:
        newest = contract.registrations.order_by("-version").first()
        return RegistrationSerializer(newest).data if newest else None


class RegisterSerializer(RegistrationSerializer):
    """A row of an agency's register."""

    application_code = serializers.CharField(source="contract.application_code")
    title = serializers.CharField(source="contract.title")
    seller = serializers.CharField(source="contract.seller.name_zh")
    buyer = serializers.CharField(source="contract.buyer.name_zh")
    contract_type = serializers.CharField(source="contract.contract_type")

    class Meta(RegistrationSerializer.Meta):
        fields = (*RegistrationSerializer.Meta.fields, "application_code", "title", "seller", "buyer", "contract_type")


class RegisterPage(serializers.Serializer):
    results = RegisterSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)
