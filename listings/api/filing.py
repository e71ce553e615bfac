"""The filing of an approval with the finance ministry, for programs of the holder and of the exchange."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from listings.api.record import OnAchievement
from listings.forms.filing import FilingForm
from listings.models import Achievement
from listings.permissions.supply import can_record_filing
from listings.selectors.approval import filing_limit
from listings.services.filing import record_filing
from tte.common.api_verbs import act, cleaned, sent, shown


class ApprovalFilingSerializer(serializers.ModelSerializer):
    """The approval of the department and its filing; `due_at` is the end of the period (R3-07)."""

    due_at = serializers.SerializerMethodField()

    class Meta:
        model = Achievement
        fields = ("code", "approval_department", "approval_number", "approved_on", "due_at", "finance_filed_on")

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_due_at(self, achievement: Achievement) -> str | None:
        limit = filing_limit(achievement)
        return serializers.DateTimeField().to_representation(limit.at) if limit else None


class ApprovalFilingShape(serializers.Serializer):
    filed_on = serializers.DateField()


def filed(achievement: Achievement, request: Request) -> dict[str, Any]:
    return cleaned(FilingForm(sent(request), achievement=achievement))


class FilingDoor(OnAchievement):
    door = staticmethod(can_record_filing)
    get = shown(
        ApprovalFilingSerializer,
        operation_id="achievements_filing_retrieve",
        says="What is to be filed and by when; 404 where no filing is asked, and while the draft is open.",
    )
    post = act(
        record_filing,
        ApprovalFilingShape,
        ApprovalFilingSerializer,
        reads=filed,
        operation_id="achievements_filing_create",
        says="Enter when it was filed, after the record was closed; another date takes its place.",
    )
