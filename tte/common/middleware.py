"""What stands around every page: its language by address, where uploads end, how a refusal looks without a form."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

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


ADDRESSED = {"zh": "zh-hans", "en": "en"}


class AddressLanguageMiddleware:
    """`?lang=en` is a page in English whoever reads it: each language has an address that is passed on and found.

    A reader who has chosen no language yet goes on in this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = ADDRESSED.get(request.GET.get("lang", "")) if request.method in ("GET", "HEAD") else None
        if asked is None:
            return self.get_response(request)
        translation.activate(asked)
        request.LANGUAGE_CODE = asked
        response = self.get_response(request)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            )
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
