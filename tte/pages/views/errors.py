"""Error pages in the reader's language. The page of a 500 asks nothing of the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from tte.common.doors import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@public
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@public
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"csrf_refused": True}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(loader.get_template("500.html").render(), status=500)
