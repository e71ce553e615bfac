"""The rights a draft rests on, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.record import NamedRightSerializer, RightShape
from listings.forms.right import RightForm
from listings.models import IPRight
from listings.permissions import can_edit_achievement, can_edit_part
from listings.selectors.achievement import achievements
from listings.services.right import change_right, drop_right, name_right
from tte.common.api import KEY, Door, made_once


class RightsDoor(Door):
    door = staticmethod(can_edit_achievement)

    @extend_schema(request=RightShape, responses={201: NamedRightSerializer}, parameters=[KEY])
    def post(self, request: Request, code: str) -> Response:
        """Name a right the draft rests on; the same one twice is refused (409 `right_named_twice`)."""
        achievement = self.thing(achievements(), code=code)
        given = said(request.data, about=code)
        right = made_once(
            request,
            "achievement.name_right",
            body=given | {"achievement": code},
            act=lambda: name_right(achievement=achievement, by=request.actor, **given),
            made=IPRight,
        )
        return Response(NamedRightSerializer(right).data, status=status.HTTP_201_CREATED)


class RightDoor(Door):
    door = staticmethod(can_edit_part)

    @extend_schema(operation_id="achievements_rights_update", request=RightShape, responses=NamedRightSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Say it anew, whole: what is not sent is empty."""
        right = self.thing(IPRight.objects.select_related("achievement"), pk=pk)
        about = right.achievement.code
        changed = change_right(right=right, by=request.actor, **said(request.data, about=about, right=right))
        return Response(NamedRightSerializer(changed).data)

    @extend_schema(operation_id="achievements_rights_destroy", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take it out of the draft; the trail keeps that it stood there."""
        drop_right(right=self.thing(IPRight.objects.select_related("achievement"), pk=pk), by=request.actor)
        return Response(status=status.HTTP_204_NO_CONTENT)


def said(sent: Any, **about: Any) -> dict[str, Any]:
    form = RightForm(sent if hasattr(sent, "get") else {}, **about)
    if not form.is_valid():
        raise ValidationError(form.errors)
    return form.cleaned_data
