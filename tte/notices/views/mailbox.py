"""The e-mails of the demonstration, open to everybody who walks through it. It does not exist elsewhere."""

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from tte.common.doors import public
from tte.common.paging import page_of
from tte.notices.models import Mail
from tte.notices.presenting import linked, own_addresses, own_paths
from tte.notices.selectors import mails, states_of

# A mail in its frame: drawn as it would be by a mail program, without scripts; links open in the whole window.
FRAMED = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


@public
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails, newest first; `q` finds a receiver."""
    _only_in_demo()
    receiver = request.GET.get("q", "").strip()[:254]
    page = page_of(request, mails(receiver))
    states = states_of(page.rows)
    rows = [(each, states.get(each.message_id, "sent")) for each in page.rows]
    return render(request, "notices/mailbox.html", {"rows": rows, "page": page, "q": receiver})


@csp_update({"frame-src": "'self'"})
@public
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """State, headers, HTML and text."""
    _only_in_demo()
    shown = get_object_or_404(Mail, pk=pk)
    context = {
        "mail": shown,
        "state": states_of([shown]).get(shown.message_id, "sent"),
        "text": linked(shown.text, own_addresses(request.get_host())),
    }
    return render(request, "notices/mail_page.html", context)


@csp_replace(FRAMED)
@xframe_options_sameorigin
@public
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a mail by itself, for the frame on its page."""
    _only_in_demo()
    shown = get_object_or_404(Mail.objects.exclude(html=""), pk=pk)
    return HttpResponse(own_paths(shown.html, own_addresses(request.get_host())))


def _only_in_demo() -> None:
    if not settings.TTE_DEMO:
        raise Http404
