"""The rights a draft rests on, for programs."""

from typing import Any

from rest_framework.request import Request

from listings.api.record import NamedRightSerializer, OnAchievement, RightShape
from listings.forms.right import RightForm
from listings.models import IPRight
from listings.permissions.supply import can_edit_achievement, can_edit_part
from listings.selectors.parts import rights
from listings.services.right import change_right, drop_right, name_right, take_term
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, sent


def said_anew(right: IPRight, request: Request) -> dict[str, Any]:
    return cleaned(RightForm(sent(request), right=right))


class OnRight(Door):
    rows, noun = staticmethod(rights), "right"


class RightsDoor(OnAchievement):
    door = staticmethod(can_edit_achievement)
    post = act(
        name_right,
        RightShape,
        NamedRightSerializer,
        form=RightForm,
        makes=IPRight,
        says="Name a right the draft rests on; the same one twice is refused (409 `right_named_twice`).",
    )


class RightDoor(OnRight):
    door = staticmethod(can_edit_part)
    put = act(
        change_right,
        RightShape,
        NamedRightSerializer,
        reads=said_anew,
        operation_id="achievements_rights_update",
        says="Say it anew, whole: what is not sent is empty.",
    )
    delete = act(
        drop_right,
        operation_id="achievements_rights_destroy",
        says="Take it out of the draft; the trail keeps that it stood there.",
    )


class TermDoor(OnRight):
    door = staticmethod(can_edit_part)
    post = act(
        take_term,
        gives=NamedRightSerializer,
        says="Take the end that the rules suggest for it; 409 `term_unknown` where they suggest none.",
    )
