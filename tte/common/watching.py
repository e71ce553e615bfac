"""One line of log and one observation for every request: what was asked for and how it went, never by whom or what for.

A line holds the route's name, not its address: addresses carry codes and keys. A fault is told by its class and its
place in the code, since the words of an exception may quote what a person typed.
"""

import logging
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from prometheus_client import Histogram

log = logging.getLogger("tte.request")
request_id: ContextVar[str] = ContextVar("request_id", default="")

SECONDS = Histogram(
    "tte_request_seconds",
    "Time until the answer began, by route",
    ["method", "route", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

ANSWERED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest, MultiPartParserError)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class WatchingMiddleware:
    """Outermost. Gives every request an id, which stands in each of its log lines and in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:16])
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self.tell(request, response, time.perf_counter() - began)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    def tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        route = route_of(request)
        SECONDS.labels(request.method if request.method in METHODS else "other", route, response.status_code).observe(
            seconds
        )
        level = logging.WARNING if response.status_code >= 500 else logging.INFO
        log.log(
            level,
            "request",
            extra={
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(seconds * 1000),
                "actor": actor_kind(request),
            },
        )

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, ANSWERED):
            return
        log.error("fault", exc_info=exception, extra={"route": route_of(request)})


def route_of(request: HttpRequest) -> str:
    """The name of the door, such as `listings:listing`; whatever leads nowhere is one route."""
    return (request.resolver_match and request.resolver_match.view_name) or "nowhere"


def actor_kind(request: HttpRequest) -> str:
    """visitor, or the role in which somebody acts; never who."""
    actor = getattr(request, "actor", None)
    return "visitor" if actor is None else actor.role or "person"


class RequestId(logging.Filter):
    """Puts the request's id on every record that is written while it is answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def place_of(fault: BaseException) -> str:
    """Class and places of a fault and of what caused it, without their words."""
    told: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(told) < 5:
        frames = traceback.extract_tb(cause.__traceback__)[-8:]
        places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        told.append(f"{type(cause).__module__}.{type(cause).__qualname__} at {places}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return " from ".join(told)
