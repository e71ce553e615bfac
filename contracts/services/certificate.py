"""The certificate of a registration, made once by a worker. Until it is there the registration is owed one."""

import hashlib
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.certificate.pdf import pdf_of
from contracts.models import Certificate, CertificateRequest, Contract, Registration
from contracts.permissions import can_ask_certificate
from contracts.selectors.certificate import sheet_of
from tte.accounts.actor import Actor
from tte.common.errors import PermissionRefused
from tte.common.jobs import defer
from tte.common.locks import lock
from tte.trail.services import record

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def issue_certificate(*, registration_id: int) -> Certificate:
    """Draw and keep the certificate, or give the one that is there. The lock on the registration makes it once only."""
    registration = lock(Registration.objects.get(pk=registration_id))
    made = Certificate.objects.filter(registration=registration).first()
    if made is not None:
        return made
    check = new_check_value()
    pdf = pdf_of(sheet_of(registration, check))
    digest = hashlib.sha256(pdf).hexdigest()
    certificate = Certificate.objects.create(registration=registration, check_value=check, pdf=pdf, sha256=digest)
    record("certificate.issue", certificate, by=None, number=registration.number, sha256=digest)
    return certificate


@transaction.atomic
def ask_certificate(*, contract: Contract, by: Actor) -> CertificateRequest:
    """Want the certificate of a contract taken over; a worker makes it. Asking again changes nothing."""
    if not can_ask_certificate(by, contract):
        raise PermissionRefused(_("Only its parties and the agency can ask for the certificate of this contract"))
    registration = contract.registrations.get()
    request, asked = CertificateRequest.objects.get_or_create(registration=registration, defaults={"asked_by": by.user})
    if asked:
        record("certificate.ask", registration, by=by, number=registration.number)
        defer("contracts.issue_certificate", registration_id=registration.pk)
    return request


def new_check_value() -> str:
    """Eight characters that nobody confuses when reading them aloud, drawn at random: 7K4Q-M2XP."""
    text = "".join(secrets.choice(ALPHABET) for _place in range(8))
    return f"{text[:4]}-{text[4:]}"
