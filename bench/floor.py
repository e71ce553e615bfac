"""The floor of P5, the least a page of ours can cost: one indexed query behind the same middleware and session."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from listings.models import Listing
from tte.common.doors import public
from tte.urls import handler400, handler403, handler404, handler500  # noqa: F401
from tte.urls import urlpatterns as product


@public
def floor(request: HttpRequest, code: str) -> HttpResponse:
    row = Listing.objects.values_list("code", "state", "price").get(code=code)
    return HttpResponse(f"<!doctype html><title>{row[0]}</title>{row[1]} {row[2]}")


urlpatterns = [path("floor/<slug:code>/", floor), *product]
