"""Whom one acts for, and the sign-in buttons of the demonstration."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from tte.accounts.demo import demo_user
from tte.accounts.middleware import ACTING_AS, act_through
from tte.accounts.permissions import is_signed_in
from tte.common.doors import posted, public, repeatable, requires

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@requires(is_signed_in)
@posted
@repeatable
def act_as(request: HttpRequest) -> HttpResponse:
    """Act through another of one's running memberships from now on."""
    chosen = request.POST.get("membership", "")
    if not (chosen.isdecimal() and act_through(request, int(chosen))):
        raise Http404
    return redirect("pages:desk")


@public
@posted
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One button per role, only in the demonstration. The language of the page stays."""
    user = demo_user(request.POST.get("role", ""))
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    request.session.pop(ACTING_AS, None)
    following = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return redirect(following if safe else "pages:desk")


@requires(is_signed_in)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why nothing opens yet for staff without a second factor, and where to set one up."""
    return render(request, "accounts/person/second_factor.html")
