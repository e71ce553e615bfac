"""Takedowns for an exchange's own system: the register, the act and the decision that undoes it (R8-03)."""

from django.http import FileResponse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.record import OnAchievement
from listings.enums import KinReason, TakedownWordKind
from listings.evidence.archive import served_archive
from listings.forms.takedown import TakedownAnswerForm, TakedownWordForm
from listings.models import Takedown, TakedownWord
from listings.permissions.takedown import (
    can_follow_takedown,
    can_follow_takedowns,
    can_keep_takedown,
    can_keep_takedowns,
    can_take_down,
)
from listings.selectors.kin import kindred
from listings.selectors.takedown import own_takedowns, takedowns, takedowns_of, words_of
from listings.services.takedown import reinstate, take_down
from listings.services.takedown_word import answer_about_takedown, write_about_takedown
from tte.accounts.actor import Actor
from tte.common.api import Door
from tte.common.api_verbs import act, handed, listed, shown


class TakedownSerializer(serializers.ModelSerializer):
    """For the heads of the office alone; `basis` goes nowhere else."""

    achievement = serializers.SerializerMethodField()
    sha256 = serializers.CharField(source="evidence.sha256", default="", help_text="Of the evidence that is kept")
    together = serializers.SerializerMethodField(help_text="The numbers of the others of the same act")

    class Meta:
        model = Takedown
        fields = (
            *("code", "state", "achievement", "reason_code", "basis", "was_public", "sha256", "taken_down_at"),
            *("reinstatement_code", "reinstatement_text", "reinstated_at", "together"),
        )

    def get_together(self, takedown: Takedown) -> list[str]:
        return [each.code for each in takedown.together]

    def get_achievement(self, takedown: Takedown) -> str:
        return takedown.achievement.code


class TakedownShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list `takedown_reason`")
    basis = serializers.CharField(max_length=1000, help_text="The order, the report, what was seen")
    along = serializers.ListField(
        child=serializers.CharField(max_length=20),
        max_length=200,
        default=list,
        help_text="Achievements that go in the same act: those of `kin` that are to disappear too",
    )


class KinSerializer(serializers.Serializer):
    """A record that says the same, as far as the exchange may know of it."""

    achievement = serializers.CharField(source="achievement.code")
    listing = serializers.CharField(source="achievement.listing.code", default=None, allow_null=True)
    title_zh = serializers.CharField(source="achievement.title_zh")
    title_en = serializers.CharField(source="achievement.title_en")
    holder = serializers.CharField(source="achievement.holder.code")
    place = serializers.ChoiceField(choices=["listing", "catalogue", "submission", "import"])
    why = serializers.ListField(child=serializers.ChoiceField(choices=KinReason.choices))
    share = serializers.IntegerField(allow_null=True, help_text="How near its text is, of a hundred")
    is_open = serializers.BooleanField(help_text="Whether the acting head may take it down")


class KindredSerializer(serializers.Serializer):
    records = KinSerializer(many=True)
    elsewhere = serializers.IntegerField(
        help_text="Drafts and submissions to other exchanges, of which nothing is said"
    )
    is_complete = serializers.BooleanField(help_text="False where the index of texts is behind: ask again")


class ReinstatementShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list `reinstatement_reason`")
    text = serializers.CharField(max_length=1000, default="", allow_blank=True)


class WordSerializer(serializers.ModelSerializer):
    organisation = serializers.CharField(source="organisation.code")

    class Meta:
        model = TakedownWord
        fields = ("kind", "text", "organisation", "written_at")


class OwnTakedownSerializer(serializers.ModelSerializer):
    """Numbers, moments and reasons; nothing of what was taken down, and nothing of what the exchange goes by."""

    words = serializers.SerializerMethodField()

    class Meta:
        model = Takedown
        fields = (
            *("code", "state", "reason_code", "taken_down_at"),
            *("reinstatement_code", "reinstated_at", "words"),
        )

    @extend_schema_field(WordSerializer(many=True))
    def get_words(self, takedown: Takedown) -> list[dict]:
        return WordSerializer(words_of(takedown), many=True).data


class SaidShape(serializers.Serializer):
    text = serializers.CharField(max_length=2000)


class WordShape(SaidShape):
    kind = serializers.ChoiceField(choices=[each for each in TakedownWordKind.choices if each[0] != "answer"])


def evidence_file(takedown: Takedown, actor: Actor) -> FileResponse:
    return served_archive(takedown=takedown, by=actor)


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


class AnswerTakedownDoor(OnTakedown):
    door = staticmethod(can_keep_takedown)
    post = act(
        answer_about_takedown,
        SaidShape,
        WordSerializer,
        form=TakedownAnswerForm,
        makes=TakedownWord,
        says="A word to the holder; the decision is another act.",
    )


class EvidenceFileDoor(OnTakedown):
    door = staticmethod(can_keep_takedown)
    get = handed(
        evidence_file,
        operation_id="takedowns_evidence",
        says="The evidence as one file; each taking is written down.",
    )


class OwnTakedownsDoor(Door):
    door = staticmethod(can_follow_takedowns)
    get = listed(
        own_takedowns,
        OwnTakedownSerializer,
        operation_id="takedowns_own",
        says="What was taken down of one's own, or of one's unit.",
    )


class StatusDoor(OnTakedown):
    door = staticmethod(can_follow_takedown)
    get = shown(OwnTakedownSerializer, operation_id="takedowns_status", says="How it stands, for its holder.")


class WriteAboutDoor(OnTakedown):
    door = staticmethod(can_follow_takedown)
    post = act(
        write_about_takedown,
        WordShape,
        WordSerializer,
        form=TakedownWordForm,
        makes=TakedownWord,
        says="Write to the exchange about it: a question, an objection, or what was changed.",
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


class KinDoor(OnAchievement):
    door = staticmethod(can_take_down)

    @extend_schema(responses=KindredSerializer, operation_id="take_down_kin")
    def get(self, request: Request, code: str) -> Response:
        """What says the same: copies, the same right or title, near texts. A takedown may take them along."""
        found = kindred(self.thing(self.rows(), code=code), by=request.actor)
        return Response(KindredSerializer(found).data)


class ReinstateDoor(OnTakedown):
    door = staticmethod(can_keep_takedown)
    post = act(
        reinstate,
        ReinstatementShape,
        TakedownSerializer,
        says="Show it again as it was; what rested goes on with what was left.",
    )
