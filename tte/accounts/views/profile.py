from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from tte.accounts.adapter import remember_language
from tte.accounts.forms import ProfileForm
from tte.accounts.permissions import is_signed_in
from tte.accounts.selectors.membership import running_memberships
from tte.accounts.services.person import change_profile
from tte.common.doors import requires


@requires(is_signed_in)
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name and language, and the way to password, e-mail and second factor."""
    initial = {"name": request.user.name, "language": request.user.language}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.carry_out(change_profile, by=request.actor):
        with translation.override(form.outcome.language):
            messages.success(request, _("Your profile is saved"))
        response = redirect("accounts:profile")
        remember_language(response, form.outcome.language)
        return response
    context = {"form": form, "memberships": running_memberships(request.user)}
    return render(request, "accounts/person/profile.html", context, status=422 if form.errors else 200)
