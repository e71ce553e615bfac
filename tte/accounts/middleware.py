"""Puts the actor on each request: the signed-in person acting through the membership chosen in the session."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tte.accounts.selectors.membership import acting_membership, actor_of, running_memberships
from tte.common.requests import ActingRequest

ACTING_AS = "acting_as"


def act_through(request: ActingRequest, membership_id: int) -> bool:
    """From now on act through this membership, if it is a running one of the person's own."""
    own = running_memberships(request.actor.user).filter(pk=membership_id).exists()
    if own:
        request.session[ACTING_AS] = membership_id
    return own


class ActorMiddleware:
    """A visitor's actor is None. A membership that has ended stops counting on the next request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponse:
        request.actor, request.memberships = None, []
        if request.user.is_authenticated:
            request.memberships = list(running_memberships(request.user))
            membership = acting_membership(request.memberships, request.session.get(ACTING_AS))
            request.actor = actor_of(request.user, membership)
        return self.get_response(request)

    def process_exception(self, request: ActingRequest, exception: Exception) -> HttpResponse | None:
        """Staff whose second factor is missing are told so, instead of meeting a shut door."""
        shut = isinstance(exception, PermissionDenied | Http404)
        if shut and request.actor is not None and request.actor.second_factor_missing:
            return redirect("accounts:second_factor")
        return None
