"""What every API door shares: who may open it, and how a refusal is answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from tte.common.api_policy import PUBLIC, DeclaredDoor
from tte.common.errors import DomainError, PermissionRefused
from tte.common.models import KEY_LENGTH
from tte.common.requests import once

__all__ = [
    "AFTER",
    "KEY",
    "PUBLIC",
    "DeclaredDoor",
    "Door",
    "answer_refusal",
    "made_once",
    "named",
    "part_after",
    "request_key",
]

M = TypeVar("M", bound=Model)
PAGE = 100
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": KEY_LENGTH},
    OpenApiParameter.HEADER,
    description="The same request sent again under its key acts once; other content under a used key is 409",
)
AFTER = OpenApiParameter("after", int, description="Go on after this place: `next` of the answer before")


class Door(APIView):
    """An API view with its predicate: `door = staticmethod(can_x)`. What its address names is among `rows`.

    A service calls that thing by the name `noun`.
    """

    door: Any = None
    rows: Any = None
    noun = ""

    def thing(self, rows: Any, **lookup: object) -> Any:
        """The object the URL names, if the predicate admits the actor; otherwise 404, as if it did not exist."""
        found = rows.filter(**lookup).first()
        if found is None or not self.door(self.request.actor, found):
            raise Http404
        return found


def request_key(request: Request) -> str:
    """The key under which a program sends a command, so that it may send it again; "" asks for no protection."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > KEY_LENGTH:
        raise ValidationError({"Idempotency-Key": _("At most %(length)s characters") % {"length": KEY_LENGTH}})
    return key


def made_once(request: Request, command: str, *, body: dict, act: Callable[[], M], made: type[M]) -> M:
    """Make something unless this request made it before: its key names it for the person and the organisation.

    What a visitor sends has nobody to be named for, and no protection.
    """
    actor = request.actor
    if actor is None:
        return act()
    acting_for = actor.membership.organisation_id if actor.membership else "-"
    scope = f"{command}:{actor.user.pk}:{acting_for}"
    return once(scope=scope, key=request_key(request), command=command, body=body, act=act, made=made)


def part_after(
    request: Request,
    rows: QuerySet,
    filters: type[django_filters.FilterSet] | None = None,
    *,
    oldest_first: bool = False,
) -> tuple[list, int | None]:
    """The next hundred rows that were asked for, newest first, by key; and the place to go on from, if there is more.

    A condition without meaning is answered by its name (400), never left out in silence.
    """
    if filters is not None:
        asked = filters(data=request.query_params, queryset=rows)
        if not asked.form.is_valid():
            raise ValidationError(dict(asked.form.errors))
        rows = asked.qs
    after = request.query_params.get("after", "")
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise ValidationError({"after": [_("A place is a number: `next` of the answer before")]})
        rows = rows.filter(**{"pk__gt" if oldest_first else "pk__lt": int(after)})
    found = list(rows.order_by("pk" if oldest_first else "-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def named(filters: type[django_filters.FilterSet]) -> list[OpenApiParameter]:
    """The conditions of a list as its description names them."""
    return [
        OpenApiParameter(name, _type_of(each), description=str(each.extra.get("help_text", "")))
        for name, each in filters.base_filters.items()
    ]


def _type_of(condition: django_filters.Filter) -> Any:
    if isinstance(condition, django_filters.IsoDateTimeFilter):
        return datetime
    return bool if isinstance(condition, django_filters.BooleanFilter) else str


def answer_refusal(exception: Exception, context: dict[str, Any]) -> Response | None:
    """409 with `{"code", "detail", "field", …named values}` for a refusal; DRF's own answers otherwise."""
    if isinstance(exception, DomainError):
        refused = status.HTTP_403_FORBIDDEN if isinstance(exception, PermissionRefused) else status.HTTP_409_CONFLICT
        body = {"code": exception.code, "detail": str(exception), "field": exception.field}
        return Response({name: str(value) for name, value in exception.values.items()} | body, status=refused)
    if isinstance(exception, PermissionDenied):
        return Response({"code": "permission_refused", "detail": str(exception)}, status=status.HTTP_403_FORBIDDEN)
    return exception_handler(exception, context)
