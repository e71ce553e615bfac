"""The verbs of an API door. A door says who may open it and among what, then its verbs, each with its sentence:

    class SuspendDoor(OnListing):  # rows = staticmethod(listings), noun = "listing"
        door = staticmethod(can_govern_listing)
        post = act(suspend_listing, GroundedShape, ListingSerializer, form=SuspendForm, says="Suspend it on a ground.")

What is not one of these verbs is written as a method.
"""

from collections.abc import Callable
from functools import partial
from inspect import cleandoc
from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from tte.common.api import AFTER, KEY, Door, made_once, named, part_after

Verb = Callable[..., HttpResponseBase]
Shape = type[serializers.BaseSerializer]
PAGES: dict[type, Shape] = {}
Reading = Callable[[Any, Request], dict[str, Any]]


def act(
    service: Callable[..., Any],
    takes: Shape | None = None,
    gives: Shape | None = None,
    *,
    says: str,
    form: type[Form] | None = None,
    reads: Reading | None = None,
    on: str = "",
    makes: type[Model] | None = None,
    answers: int | None = None,
    **described: Any,
) -> Verb:
    """Give the service what was sent; answer with the thing as it stands then, or with the row that it `makes`.

    `takes` describes what is sent and checks it, unless the `form` of the page does, or a function of thing and request
    `reads` it. `on` names the part of the thing that the service is about. What is made takes an idempotency key.
    Without `gives` there is nothing to show.
    """
    answered = answers or (status.HTTP_201_CREATED if makes else 200 if gives else status.HTTP_204_NO_CONTENT)
    read = reads or _reading(form, takes)
    described |= {"description": cleandoc(says), "parameters": [KEY] if makes else []}

    def answer(thing: Any) -> Response:
        return Response(gives(thing).data if gives else None, status=answered)

    @extend_schema(request=takes, responses={answered: gives}, **described)
    def verb(door: Door, request: Request, **lookup: Any) -> Response:
        thing: Any = door.thing(door.rows(), **lookup) if lookup else None
        given = read(thing, request)
        about = {on or door.noun: getattr(thing, on) if on else thing} if lookup else {}
        do = partial(service, **about, **given, by=request.actor)
        if makes:
            return answer(made_once(request, service.__name__, body=lookup | given, act=do, made=makes))
        do()
        return answer(door.rows().get(pk=thing.pk) if gives else None)

    return verb


def _reading(form: type[Form] | None, takes: Shape | None) -> Reading:
    if form is not None:
        return lambda thing, request: cleaned(form(sent(request), request.FILES or None))
    return lambda thing, request: shaped(takes, request) if takes else {}


def shown(gives: Shape, *, says: str, **described: Any) -> Verb:
    """The thing that the address names."""

    @extend_schema(responses=gives, description=cleandoc(says), **described)
    def verb(door: Door, request: Request, **lookup: Any) -> Response:
        return Response(gives(door.thing(door.rows(), **lookup)).data)

    return verb


def handed(give: Callable[..., HttpResponseBase], *, says: str, **described: Any) -> Verb:
    """A file of the thing that the address names, given to the actor."""

    a_file = {(200, "application/octet-stream"): OpenApiTypes.BINARY}

    @extend_schema(responses=a_file, description=cleandoc(says), **described)
    def verb(door: Door, request: Request, **lookup: Any) -> HttpResponseBase:
        return give(door.thing(door.rows(), **lookup), request.actor)

    return verb


def listed(
    rows_of: Callable[[Any], QuerySet],
    gives: Shape,
    *,
    says: str,
    filters: type[django_filters.FilterSet] | None = None,
    **described: Any,
) -> Verb:
    """The rows of the actor, or of the thing that the address names: newest first, by key."""
    page = paged(gives)
    parameters = [AFTER, *(named(filters) if filters else [])]

    @extend_schema(responses=page, parameters=parameters, description=cleandoc(says), **described)
    def verb(door: Door, request: Request, **lookup: Any) -> Response:
        whose = door.thing(door.rows(), **lookup) if lookup else request.actor
        rows, following = part_after(request, rows_of(whose), filters)
        return Response(page({"results": rows, "next": following}).data)

    return verb


def paged(gives: Shape) -> Shape:
    """A part of a list, and the place where the next part begins; one shape of what is listed in several places."""
    if gives not in PAGES:
        fields = {"results": gives(many=True), "next": serializers.IntegerField(allow_null=True)}
        PAGES[gives] = type(gives.__name__.removesuffix("Serializer") + "Page", (serializers.Serializer,), fields)
    return PAGES[gives]


def shaped(shape: Shape, request: Request) -> dict[str, Any]:
    """What was sent, as the shape reads it; what is wrong is answered by field (400)."""
    read = shape(data=request.data)
    read.is_valid(raise_exception=True)
    return dict(read.validated_data)


def cleaned(form: Form) -> dict[str, Any]:
    """What the form of the page makes of it; what is wrong is answered by field (400)."""
    if not form.is_valid():
        raise ValidationError(dict(form.errors))
    return form.cleaned_data


def sent(request: Request) -> dict[str, Any]:
    """The body where it is an object, else an empty one."""
    return request.data if isinstance(request.data, dict) else {}
