"""Deposits and charges for the finance officers' own system: what the bank is to report, and what it has reported."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from listings.api.notice import ChargeSerializer
from listings.enums import DepositKind
from listings.forms.intent import BankReferenceForm
from listings.models import DepositEntry, Intent
from listings.permissions.bidding import can_record_charge, can_record_deposit, can_record_deposits
from listings.selectors.charge import charges, charges_of
from listings.selectors.intent import deposit_to_settle, deposits_of, intents
from listings.services.charge import receive_charge
from listings.services.intent import record_deposit, settle_deposit
from tte.common.api import Door
from tte.common.api_verbs import act, listed, shown


class DepositLineSerializer(serializers.ModelSerializer):
    recorded_by = serializers.CharField(source="recorded_by.name")

    class Meta:
        model = DepositEntry
        fields = ("kind", "amount", "bank_reference", "recorded_at", "recorded_by")


class DepositSerializer(serializers.ModelSerializer):
    """The deposit of one intent: what it is, and what is to be reported next."""

    listing = serializers.CharField(source="listing.code")
    bidder = serializers.CharField(source="bidder.code")
    amount = serializers.DecimalField(source="listing.deposit", max_digits=16, decimal_places=2)

    class Meta:
        model = Intent
        fields: tuple[str, ...] = ("pk", "listing", "bidder", "amount", "state", "registered_at")


class OpenDepositSerializer(DepositSerializer):
    """With its lines; `settles` says how it is to be settled now, where it is."""

    lines = serializers.SerializerMethodField()
    settles = serializers.SerializerMethodField()

    class Meta(DepositSerializer.Meta):
        fields = (*DepositSerializer.Meta.fields, "lines", "settles")

    @extend_schema_field(DepositLineSerializer(many=True))
    def get_lines(self, intent: Intent) -> list[dict]:
        rows = intent.deposit_entries.select_related("recorded_by").order_by("pk")
        return DepositLineSerializer(rows, many=True).data

    @extend_schema_field(serializers.ChoiceField(choices=DepositKind.choices, allow_null=True))
    def get_settles(self, intent: Intent) -> str | None:
        return deposit_to_settle(intent)


class OwedChargeSerializer(ChargeSerializer):
    """A charge that is owed (R3-43), and the reference of the bank once it was received."""

    listing = serializers.CharField(source="proposal.listing.code")
    seller = serializers.CharField(source="proposal.listing.holder.code")
    owed_at = serializers.DateTimeField(source="proposal.decided_at")
    received_by = serializers.CharField(source="received_by.name", default=None, allow_null=True)

    class Meta(ChargeSerializer.Meta):
        fields = (
            *("pk", "listing", "seller", *ChargeSerializer.Meta.fields),
            *("owed_at", "received_by", "bank_reference"),
        )


class BankReferenceShape(serializers.Serializer):
    bank_reference = serializers.CharField(max_length=60)


class OnDeposit(Door):
    door, rows, noun = staticmethod(can_record_deposit), staticmethod(intents), "intent"


class OnCharge(Door):
    door, rows, noun = staticmethod(can_record_charge), staticmethod(charges), "charge"


class DepositsDoor(Door):
    door = staticmethod(can_record_deposits)
    get = listed(
        deposits_of,
        DepositSerializer,
        operation_id="deposits_list",
        says="The deposits that the bank is to report as received, returned or counted toward the price.",
    )


class DepositDoor(OnDeposit):
    get = shown(OpenDepositSerializer, operation_id="deposits_retrieve", says="One deposit with its lines.")


class ReceiveDepositDoor(OnDeposit):
    post = act(
        record_deposit,
        BankReferenceShape,
        OpenDepositSerializer,
        form=BankReferenceForm,
        operation_id="deposits_receive",
        says="Record what the settlement bank reports as received, once.",
    )


class SettleDepositDoor(OnDeposit):
    post = act(
        settle_deposit,
        BankReferenceShape,
        OpenDepositSerializer,
        form=BankReferenceForm,
        operation_id="deposits_settle",
        says="Record that it went back, or counts toward the price of the buyer (R3-47); once.",
    )


class ChargesDoor(Door):
    door = staticmethod(can_record_deposits)
    get = listed(
        charges_of,
        OwedChargeSerializer,
        operation_id="deposits_charges_list",
        says="The charges of withdrawals after a deposit (R3-43), newest first, received ones too.",
    )


class ChargeDoor(OnCharge):
    get = shown(OwedChargeSerializer, operation_id="deposits_charges_retrieve", says="One charge and its receipt.")


class ReceiveChargeDoor(OnCharge):
    post = act(
        receive_charge,
        BankReferenceShape,
        OwedChargeSerializer,
        form=BankReferenceForm,
        operation_id="deposits_charges_receive",
        says="Record what the settlement bank reports as received, once.",
    )
