"""Language and appearance, chosen by a form and kept in cookies; no JavaScript needed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import set_language as django_set_language

from tte.accounts.services.person import prefer_language
from tte.common.doors import posted, public

YEAR = 365 * 24 * 3600
THEMES = ("light", "dark")


def back_to(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "/"


@public
@posted
def set_language(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language")
    if request.actor is not None and language in dict(settings.LANGUAGES):
        prefer_language(language=language, by=request.actor)
    return django_set_language(request)


@public
@posted
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark; anything else follows the reader's system again."""
    response = HttpResponseRedirect(back_to(request))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
