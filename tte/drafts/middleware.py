"""A form sent after the session has ended: its text waits in the visitor's session for the same person to sign in."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tte.common.errors import DomainError
from tte.drafts.forms import KEPT, VISITORS_ALONE, KeptForm
from tte.drafts.limits import count_save
from tte.drafts.merging import read_seen
from tte.drafts.selectors import drafts_of
from tte.drafts.services import hand_over
from tte.drafts.taking import keep_sent, keep_values, owned, owned_by_sender, values_sent
from tte.drafts.tickets import read_ticket
from tte.drafts.typists import NOBODY, VISITOR, Visitor

WAITING, DAY = "typing_waits", 24 * 3600


class TypingMiddleware:
    """Before a view: who has signed in again finds the text in the form. After one: a visitor's text is laid by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.actor is not None and WAITING in request.session:
            give_back(request)
        if request.actor is not None and VISITOR in request.session:
            take_over(request)
        response = self.get_response(request)
        login = resolve_url(settings.LOGIN_URL)
        sent_away = response.status_code == 302 and response["Location"].startswith(f"{login}?")
        if request.method == "POST" and request.actor is None:
            forget_unkept(request)
            if sent_away and lay_by(request):
                return redirect(f"{login}?{urlencode({'next': read_ticket(request.POST['kept']).page})}")
        return response


def forget_unkept(request: HttpRequest) -> None:
    """Nobody is given a session only because something of theirs was not kept."""
    key = request.session.get(VISITOR, "")
    if key and not drafts_of(Visitor(key)).exists():
        del request.session[VISITOR]


def lay_by(request: HttpRequest) -> bool:
    """Put the text of a form whose sender is not signed in into the session; true where there was such a text.

    Nobody reads it from there but the person of the ticket, who alone can sign it out of our pages.
    """
    ticket = read_ticket(request.POST.get("kept", ""))
    if ticket is None or ticket.user == NOBODY or ticket.form not in KEPT or not ticket.page:
        return False
    try:
        values = values_sent(ticket, request.POST)
    except DomainError:
        return False
    tab, base = KeptForm.window_in(request.POST)
    request.session[WAITING] = {
        "kept": request.POST["kept"],
        "tab": tab,
        "base": base,
        "values": values,
        "seen": read_seen(request.POST.get("kept_seen", "")),
        "at": int(time()),
    }
    messages.info(request, _("Your session had ended. What you typed is kept: sign in, and it is in the form again."))
    return True


def keep_unsent(request: HttpRequest) -> str:
    """Keep the text of a form that did not get through its door; the page where it is found again, or nothing."""
    text = request.POST.get("kept", "")
    found = owned_by_sender(request, text)
    if found is None:
        return read_ticket(text).page if request.actor is None and lay_by(request) else ""
    try:
        count_save(found.by)
        keep_sent(found, request.POST)
    except DomainError:
        return ""
    return found.ticket.page


def take_over(request: HttpRequest) -> None:
    """What somebody typed before signing in is in the form after it."""
    visitor = Visitor(request.session.pop(VISITOR))
    try:
        hand_over(to=request.actor, by=visitor, visitors_alone=VISITORS_ALONE)
    except DomainError as refusal:
        messages.error(request, str(refusal))


def give_back(request: HttpRequest) -> None:
    """The text becomes the draft of the person it belongs to. Whoever else signs in ends its waiting."""
    waiting = request.session.pop(WAITING)
    found = owned(request.user, waiting["kept"])
    if found is None or waiting["at"] < time() - DAY:
        return
    try:
        kept = {name: waiting[name] for name in ("tab", "base", "values")}
        keep_values(found, seen=waiting.get("seen", {}), **kept)
    except DomainError as refusal:
        messages.error(request, str(refusal))
