"""How one wants to be told, and the link in each mail with which one is told no more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tte.accounts.actor import Actor
from tte.accounts.permissions import is_signed_in
from tte.common.doors import public, requires
from tte.notices.enums import MailChoice
from tte.notices.forms import PreferencesForm
from tte.notices.kinds import KINDS
from tte.notices.preferences import choose_mail, chosen_by, unsubscribe, unsubscribing


@requires(is_signed_in)
def preferences(request: HttpRequest) -> HttpResponse:
    """By kind: at once, in a digest, or not by e-mail. The inbox has everything."""
    form = PreferencesForm(request.POST or None, chosen=chosen_by(request.user))
    if request.method == "POST" and form.is_valid() and form.carry_out(choose_mail, by=request.actor):
        messages.success(request, _("Your choices are saved"))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form}, status=422 if form.errors else 200)


@csrf_exempt
@public
def unsubscribe_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail, good without signing in. Opening it asks; a POST, also of a mail program (RFC 8058), acts.

    The token is the permission, so a request from elsewhere can do no more than its holder.
    """
    found = unsubscribing(token)
    context = {"done": False, "subject": "", "digest": False}
    if found is None:
        return render(request, "notices/unsubscribe.html", context, status=404 if request.method == "POST" else 200)
    person, subject = found
    if request.method == "POST":
        unsubscribe(subject=subject, by=Actor(person))
    digest = subject in MailChoice.values
    words = MailChoice(subject).label if digest else KINDS[subject].name
    context |= {"done": request.method == "POST", "subject": words, "digest": digest}
    return render(request, "notices/unsubscribe.html", context)
