"""What every API door shares: who may open it, and how a refusal is answered."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from tte.common.api_policy import PUBLIC, DeclaredDoor
from tte.common.errors import DomainError, PermissionRefused
from tte.common.models import KEY_LENGTH

__all__ = ["PUBLIC", "DeclaredDoor", "Door", "answer_refusal", "request_key"]


class Door(APIView):
    """An API view with its predicate. Write `door = staticmethod(can_x)`."""

    door: Any = None

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


def answer_refusal(exception: Exception, context: dict[str, Any]) -> Response | None:
    """409 with `{"code", "detail", "field", …named values}` for a refusal; DRF's own answers otherwise."""
    if isinstance(exception, DomainError):
        refused = status.HTTP_403_FORBIDDEN if isinstance(exception, PermissionRefused) else status.HTTP_409_CONFLICT
        body = {"code": exception.code, "detail": str(exception), "field": exception.field}
        return Response(body | {name: str(value) for name, value in exception.values.items()}, status=refused)
    if isinstance(exception, PermissionDenied):
        return Response({"code": "permission_refused", "detail": str(exception)}, status=status.HTTP_403_FORBIDDEN)
    return exception_handler(exception, context)
