"""The e-mails of the demonstration, open to everybody who walks through it. It does not exist elsewhere."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tte.common.doors import public
from tte.notices.models import Mail
from tte.notices.presenting import linked, own_addresses
from tte.notices.selectors import mails


@public
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest hundred mails."""
    _only_in_demo()
    return render(request, "notices/mailbox.html", {"mails": mails()[:100]})


@public
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    _only_in_demo()
    shown = get_object_or_404(Mail, pk=pk)
    text = linked(shown.text, own_addresses(request.get_host()))
    return render(request, "notices/mail_page.html", {"mail": shown, "text": text})


def _only_in_demo() -> None:
    if not settings.TTE_DEMO:
        raise Http404
