"""The policy every API door falls under; apart from `api.py`, because the framework reads it while its views load."""

import inspect

from rest_framework import permissions
from rest_framework.request import Request

PUBLIC = "public"


class DeclaredDoor(permissions.BasePermission):
    """Each API view says `door = PUBLIC` or `door = can_x`. A view that says nothing stays shut.

    `can_x(actor)` is asked before the view runs; `can_x(actor, thing)` by `Door.thing`, where a no is 404.
    """

    def has_permission(self, request: Request, view: object) -> bool:
        door = getattr(view, "door", None)
        if door is None:
            return False
        if door == PUBLIC:
            return True
        if len(inspect.signature(door).parameters) == 1:
            return door(request.actor)
        return request.actor is not None or getattr(door, "admits_visitors", False)
