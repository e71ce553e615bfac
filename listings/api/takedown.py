"""Takedowns for an exchange's own system: the register, the act and the decision that undoes it (R8-03)."""

from rest_framework import serializers

from listings.api.record import OnAchievement
from listings.models import Takedown
from listings.permissions_takedown import can_keep_takedown, can_keep_takedowns, can_take_down
from listings.selectors.takedown import takedowns, takedowns_of
from listings.services.takedown import reinstate, take_down
from tte.common.api import Door
from tte.common.api_verbs import act, listed, shown


class TakedownSerializer(serializers.ModelSerializer):
    """For the heads of the office alone; `basis` goes nowhere else."""

    achievement = serializers.SerializerMethodField()
    sha256 = serializers.CharField(source="evidence.sha256", default="", help_text="Of the evidence that is kept")

    class Meta:
        model = Takedown
        fields = (
            *("code", "state", "achievement", "reason_code", "basis", "was_public", "sha256", "taken_down_at"),
            *("reinstatement_code", "reinstatement_text", "reinstated_at"),
        )

    def get_achievement(self, takedown: Takedown) -> str:
        return takedown.achievement.code


class TakedownShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list `takedown_reason`")
    basis = serializers.CharField(max_length=1000, help_text="The order, the report, what was seen")


class ReinstatementShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list `reinstatement_reason`")
    text = serializers.CharField(max_length=1000, default="", allow_blank=True)


class OnTakedown(Door):
    rows, noun = staticmethod(takedowns), "takedown"


class TakedownsDoor(Door):
    door = staticmethod(can_keep_takedowns)
    get = listed(
        lambda actor: takedowns_of(actor.organisation),
        TakedownSerializer,
        operation_id="takedowns_list",
        says="The register of the acting exchange, newest first.",
    )


class TakedownDoor(OnTakedown):
    door = staticmethod(can_keep_takedown)
    get = shown(
        TakedownSerializer,
        operation_id="takedowns_retrieve",
        says="One act, with the hash of the evidence that is kept.",
    )


class TakeDownDoor(OnAchievement):
    door = staticmethod(can_take_down)
    post = act(
        take_down,
        TakedownShape,
        TakedownSerializer,
        makes=Takedown,
        says="""Hide it everywhere at once; the holder and the authorities are told the act and the reason, no more.

        Sent again it meets what everybody meets: 410 or 451, with the number of the act.""",
    )


class ReinstateDoor(OnTakedown):
    door = staticmethod(can_keep_takedown)
    post = act(
        reinstate,
        ReinstatementShape,
        TakedownSerializer,
        says="Show it again as it was; what rested goes on with what was left.",
    )
