"""What a refusal looks like when no form caught it: a page that says why, with the right status; where uploads end."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.errors import DomainError, PermissionRefused


class UploadMiddleware:
    """A script that sends a form to show its progress cannot see where a redirect leads: it is told, and goes there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 302 and "X-Upload" in request.headers:
            response.status_code = 204
            response["X-Location"] = response["Location"]
            del response["Location"]
        return response


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        status = 403 if isinstance(exception, PermissionRefused) else 409
        return render(request, f"{status}.html", {"refusal": exception}, status=status)
