"""The export gate before data rooms (R8-10..16) for an exchange's own system."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from listings.api.data_room import AccessSerializer, OnAccess
from listings.forms.data_room import ExportForm
from listings.models import ExportDecision, RoomAccess
from listings.permissions.audit import can_audit_listings
from listings.permissions.data_room import can_decide_export
from listings.selectors.data_room import export_decisions_of, needing_export_decision
from listings.services.export_gate import decide_export
from tte.common.api import Door
from tte.common.api_verbs import act, listed, shown


class ExportShape(serializers.Serializer):
    trade_class = serializers.CharField(max_length=20, help_text="A code of the list `trade_control`")
    list_version = serializers.CharField(max_length=200, help_text="Name and date of the list that was looked up")
    reference = serializers.CharField(max_length=100, required=False, help_text="Of a licence or registration")
    note = serializers.CharField(max_length=500, required=False)


class ExportDecisionSerializer(serializers.ModelSerializer):
    decided_by = serializers.CharField(source="decided_by.name")

    class Meta:
        model = ExportDecision
        fields = ("trade_class", "list_version", "reference", "note", "decided_by", "decided_at")


class GateSerializer(AccessSerializer):
    decisions = serializers.SerializerMethodField(help_text="Newest first: the first one counts")

    class Meta(AccessSerializer.Meta):
        fields = (*AccessSerializer.Meta.fields, "decisions")

    @extend_schema_field(ExportDecisionSerializer(many=True))
    def get_decisions(self, access: RoomAccess) -> list[dict]:
        return ExportDecisionSerializer(export_decisions_of(access), many=True).data


class GatesDoor(Door):
    door = staticmethod(can_audit_listings)
    get = listed(
        needing_export_decision,
        AccessSerializer,
        operation_id="export_gates_list",
        says="Parties outside the country that ask for a room of one's listings, newest first.",
    )


class GateDoor(OnAccess):
    door = staticmethod(can_decide_export)
    get = shown(GateSerializer, operation_id="export_gates_retrieve", says="One of them with what was decided so far.")


class DecideExportDoor(OnAccess):
    door = staticmethod(can_decide_export)
    post = act(
        decide_export,
        ExportShape,
        ExportDecisionSerializer,
        form=ExportForm,
        makes=ExportDecision,
        says="Decide by the class of the technology and the edition of the export list it was looked up in (R8-11).",
    )
