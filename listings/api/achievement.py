"""Posting for programs: declare, describe, submit, take back. The predicates and services of the pages."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.record import AchievementSerializer, OnAchievement, RecordSerializer, draft_form, sent_fields
from listings.enums import AskedSecrecyLevel
from listings.models import Achievement
from listings.permissions.supply import can_post_achievement, can_see_achievement
from listings.selectors.achievement import achievements, my_achievements
from listings.services.achievement import submit_achievement, withdraw_achievement
from listings.services.draft import declare_secrecy, save_draft
from tte.accounts.actor import Actor
from tte.common.api import KEY, Door, made_once
from tte.common.api_verbs import act, listed, shaped, shown

PARTS = ("ip_rights", "shares", "licences", "first_refusals", "attachments__file", "pictures__file")


class DeclarationSerializer(serializers.Serializer):
    """The first step, alone: a text that comes along is not read. Anything but public stores nothing (R8-01)."""

    level = serializers.ChoiceField(choices=AskedSecrecyLevel.choices)
    reviewer_name = serializers.CharField(max_length=120)
    reviewed_on = serializers.DateField()
    copy = serializers.CharField(
        max_length=20, required=False, help_text="The code of an achievement from which the draft begins"
    )


class OwnAchievement(serializers.ModelSerializer):
    class Meta:
        model = Achievement
        fields = ("code", "state", "title_zh", "title_en", "posted_at")


def whole() -> QuerySet[Achievement]:
    return achievements().prefetch_related(*PARTS)


class AchievementsDoor(Door):
    door = staticmethod(can_post_achievement)
    get = listed(
        my_achievements,
        OwnAchievement,
        operation_id="achievements_own",
        says="What one has posted through the acting organisation, newest first, a hundred at a time.",
    )

    @extend_schema(request=DeclarationSerializer, responses={201: AchievementSerializer}, parameters=[KEY])
    def post(self, request: Request) -> Response:
        """Declare the secrecy review and open a draft under its number."""
        said = shaped(DeclarationSerializer, request)
        body, source = dict(said), source_of(request.actor, said.pop("copy", ""))
        achievement = made_once(
            request,
            "achievement.declare",
            body=body,
            act=lambda: declare_secrecy(**said, source=source, by=request.actor),
            made=Achievement,
        )
        return Response(AchievementSerializer(achievement).data, status=status.HTTP_201_CREATED)


def source_of(actor: Actor, code: str) -> Achievement | None:
    """What the program may see; a code that is somebody else's is as good as none."""
    found = achievements().filter(code=code).first() if code else None
    if code and (found is None or not can_see_achievement(actor, found)):
        raise ValidationError({"copy": [_("There is no such achievement")]})
    return found


class AchievementDoor(Door):
    door, rows = staticmethod(can_see_achievement), staticmethod(whole)
    get = shown(
        AchievementSerializer,
        says="An achievement of one's own or of one's unit, and what it lacks before it may be submitted.",
    )

    @extend_schema(request=RecordSerializer(partial=True), responses=AchievementSerializer)
    def patch(self, request: Request, code: str) -> Response:
        """Write into a draft; it may stay incomplete. What is of the wrong kind is answered by field (400)."""
        achievement = self.thing(whole(), code=code)
        form = draft_form(achievement, request.data)
        fields = sent_fields(form, request.data)
        save_draft(achievement=achievement, rows=form.given_rows(), by=request.actor, **fields)
        return Response(AchievementSerializer(self.thing(whole(), code=code)).data)


class SubmissionDoor(OnAchievement):
    door = staticmethod(can_see_achievement)
    post = act(
        submit_achievement,
        gives=AchievementSerializer,
        says="Hand it to the unit. What is incomplete is refused (409 `incomplete`); `missing` of the record says why.",
    )


class WithdrawalDoor(OnAchievement):
    door = staticmethod(can_see_achievement)
    post = act(
        withdraw_achievement,
        gives=AchievementSerializer,
        says="Take it back, free until it is listed (R3-43). It stays on record and may be copied into a new draft.",
    )
