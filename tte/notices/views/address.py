"""An address from which mail comes back: what is known of it, and the link that shows that it works."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tte.accounts.permissions import is_signed_in
from tte.common.doors import public, requires
from tte.common.forms import ActionForm
from tte.common.sent import sent
from tte.notices.addresses import address_of_link, ask_for_link, restore_address, undeliverable_of


@requires(is_signed_in)
def address(request: HttpRequest) -> HttpResponse:
    """Why nothing is mailed to me, and what to do about it."""
    form = ActionForm(sent(request))
    if request.method == "POST" and form.is_valid() and form.carry_out(ask_for_link, by=request.actor):
        messages.success(request, _("A link is on its way to %(address)s") % {"address": form.outcome})
        return redirect("notices:address")
    context = {"form": form, "marked": undeliverable_of(request.user), "email": request.user.email}
    return render(request, "notices/address.html", context, status=422 if form.errors else 200)


@public
def prove_address(request: HttpRequest, token: str) -> HttpResponse:
    """The link that was sent to an address. Opening it asks, so that a program that looks at links proves nothing."""
    found = address_of_link(token)
    if found and request.method == "POST":
        restore_address(address=found)
    context = {"email": found.email if found else "", "done": found is not None and request.method == "POST"}
    return render(request, "notices/prove_address.html", context)
