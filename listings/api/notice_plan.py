"""What the notice to come will say, for programs: the questions of the regime and the checks of the page."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.record import OnAchievement
from listings.forms.fields import NO, YES
from listings.forms.notice_plan import NoticePlanForm, shown_fields
from listings.models import Achievement, NoticePlan
from listings.permissions.supply import can_see_achievement
from listings.selectors.notice_plan import PLAN_FIELDS, plan_faults, plan_of
from listings.services.notice_plan import save_notice_plan
from tte.common.api_verbs import cleaned

WORDS = {True: YES, False: NO, None: ""}


class PlanShape(serializers.ModelSerializer):
    class Meta:
        model = NoticePlan
        fields: tuple[str, ...] = PLAN_FIELDS


class PlanFault(serializers.Serializer):
    """What keeps it from being published, in the reader's language."""

    field = serializers.CharField()
    says = serializers.CharField()


class PlanSerializer(PlanShape):
    intended_buyer = serializers.CharField(
        source="intended_buyer.code",
        default=None,
        allow_null=True,
        help_text="The registered organisation of exactly that name",
    )
    asked = serializers.SerializerMethodField(help_text="The fields that the regime of the achievement asks for")
    faults = serializers.SerializerMethodField()

    class Meta(PlanShape.Meta):
        fields = (*PLAN_FIELDS, "intended_buyer", "asked", "faults")

    def get_asked(self, plan: NoticePlan) -> list[str]:
        return list(shown_fields(plan.achievement.regime))

    @extend_schema_field(PlanFault(many=True))
    def get_faults(self, plan: NoticePlan) -> list[dict]:
        return [{"field": name, "says": says} for name, says in plan_faults(plan.achievement, plan)]


def planned(achievement: Achievement, request: Request) -> dict[str, Any]:
    """What the form of the page makes of it; a field that the regime does not ask for is no field of this plan."""
    sent = request.data
    if not isinstance(sent, dict):
        raise ValidationError({"detail": _("An object is expected")})
    data = {name: WORDS[value] if value is None or isinstance(value, bool) else value for name, value in sent.items()}
    form = NoticePlanForm(data, achievement=achievement, plan=plan_of(achievement))
    unasked = {name for name, value in data.items() if name not in form.shown and value not in ("", 0)}
    if unasked:
        raise ValidationError({name: [_("There is no such field")] for name in sorted(unasked)})
    return cleaned(form)


class PlanDoor(OnAchievement):
    door = staticmethod(can_see_achievement)

    @extend_schema(operation_id="achievements_notice", responses=PlanSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The plan as it stands, what its regime asks for and what is still wrong with it."""
        return Response(PlanSerializer(plan_of(self.thing(self.rows(), code=code))).data)

    @extend_schema(operation_id="achievements_notice_update", request=PlanShape, responses=PlanSerializer)
    def put(self, request: Request, code: str) -> Response:
        """Say it anew, whole: what is not sent is empty. Moments carry their offset. It is frozen with the record."""
        achievement = self.thing(self.rows(), code=code)
        plan = save_notice_plan(achievement=achievement, by=request.actor, **planned(achievement, request))
        return Response(PlanSerializer(plan).data)
