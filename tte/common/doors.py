"""Every door says who may open it: `@requires(predicate)` or `@public`. A test refuses a door that says neither."""

import inspect
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from tte.common.requests import ActingRequest, one_click

View = Callable[..., HttpResponse]
Rows = type[Model] | QuerySet | Callable[[], QuerySet]


def public(view: View) -> View:
    """Anybody may open this door."""
    view.door = "public"  # type: ignore[attr-defined]  # a mark on a function
    return view


def requires(predicate: Callable[..., bool], rows: Rows | None = None) -> Callable[[View], View]:
    """Open to whom `predicate` admits.

    Without `rows` the predicate is `can_x(actor)`: a visitor is sent to sign in, anybody else gets 403.
    With `rows` (a model, or a callable that gives a queryset) it is `can_x(actor, thing)`: the URL's arguments look the
    thing up and the view receives it instead of them. What one may not open looks like what does not exist: 404, for a
    visitor too where the predicate may admit visitors; elsewhere a visitor is sent to sign in whatever the URL names.
    What a page sends twice is carried out once (`one_click`), unless the view is `@repeatable`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActingRequest, **lookup: object) -> HttpResponse:
            if request.method == "POST" and not getattr(view, "repeatable", False):
                return one_click(request, partial(opened, request, **lookup))
            return opened(request, **lookup)

        def opened(request: ActingRequest, **lookup: object) -> HttpResponse:
            if rows is None:
                if predicate(request.actor):
                    return view(request, **lookup)
                if request.actor is None:
                    return to_sign_in(request)
                raise PermissionDenied
            source: Any = rows() if inspect.isfunction(rows) else rows
            thing = get_object_or_404(source, **lookup) if request.actor or _admits_visitors(predicate) else None
            if thing is not None and predicate(request.actor, thing):
                return view(request, thing)
            if request.actor is None and not _admits_visitors(predicate):
                return to_sign_in(request)
            raise Http404

        guarded.door = predicate.__name__  # type: ignore[attr-defined]  # a mark on a function
        guarded.predicate = predicate  # type: ignore[attr-defined]  # a mark on a function
        return guarded

    return decorate


def posted(view: View) -> View:
    """This door changes something: it answers POST alone, and whoever walks all doors can tell."""
    guarded = require_POST(view)
    guarded.methods = ("POST",)  # type: ignore[attr-defined]  # a mark on a function
    return guarded


def repeatable(view: View) -> View:
    """What this door is sent may be carried out again: a choice set twice stays set, a bid has a key of its own."""
    view.repeatable = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def asks_for_data(request: HttpRequest) -> bool:
    """Whether a script of one of our pages asks, which reads data and no pages."""
    return request.headers.get("Accept") == "application/json"


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """A person is sent to sign in; a script is told that nobody is signed in any more."""
    return HttpResponse(status=401) if asks_for_data(request) else redirect_to_login(request.get_full_path())


def _admits_visitors(predicate: Callable[..., bool]) -> bool:
    return getattr(predicate, "admits_visitors", False)


def admits_visitors(predicate: Callable[..., bool]) -> Callable[..., bool]:
    """Marks a predicate that may say yes to a visitor (actor None), such as `can_view_listing`."""
    predicate.admits_visitors = True  # type: ignore[attr-defined]  # a mark on a function
    return predicate
