"""The certificate: printable for its parties and the agency, verifiable by everybody who holds it (R1-37)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from contracts.certificate import words
from contracts.certificate.guilloche import guilloche
from contracts.certificate.pdf import qr_svg
from contracts.forms.review import VerifyForm
from contracts.models import Certificate, Contract
from contracts.permissions import can_ask_certificate, can_view_certificate
from contracts.selectors.certificate import certificate_of, sheet_of, verified
from contracts.selectors.contract import contracts_with_parties
from contracts.services.certificate import ask_certificate
from tte.common.doors import posted, public, requires


@requires(can_view_certificate, contracts_with_parties)
def show(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The sheet on the screen, laid out for paper."""
    certificate = _made(contract)
    sheet = sheet_of(certificate.registration, certificate.check_value)
    context = {
        "contract": contract,
        "sheet": sheet,
        "words": words,
        "border": mark_safe(guilloche()),
        "qr": mark_safe(qr_svg(sheet.address, css="qr-code")),
    }
    return render(request, "contracts/certificate/show.html", context)


@requires(can_view_certificate, contracts_with_parties)
def pdf(request: HttpRequest, contract: Contract) -> HttpResponse:
    certificate = _made(contract)
    response = HttpResponse(bytes(certificate.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{certificate.registration.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{certificate.sha256}"'
    return response


@requires(can_ask_certificate, contracts_with_parties)
@posted
def ask(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The certificate of a contract taken over, made for whoever needs it."""
    ask_certificate(contract=contract, by=request.actor)
    messages.success(request, _("The certificate is made now; it appears here in a moment."))
    return redirect("contracts:contract", application_code=contract.application_code)


@public
def verify(request: HttpRequest) -> HttpResponse:
    """Number and check code in; type, seller, date and state out. A wrong code and an unknown number look the same."""
    asked = "number" in request.GET or "check" in request.GET
    form = VerifyForm(request.GET if asked else None)
    found = verified(**form.cleaned_data) if asked and form.is_valid() else None
    context = {"form": form, "found": found, "answered": asked and form.is_valid()}
    response = render(request, "contracts/certificate/verify.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _made(contract: Contract) -> Certificate:
    certificate = certificate_of(contract)
    if certificate is None:
        raise Http404
    return certificate
