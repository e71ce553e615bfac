"""The events of registration that programs may hear of: the seller always, buyer and agency from the filing on."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.models import Certificate, Contract
from tte.webhooks.kinds import Subject, Told, event_kind


def _contract(key: int) -> Contract | None:
    return Contract.objects.select_related("agency").filter(pk=key).first()


def _tell_contract(row: Contract) -> Told:
    is_filed = row.filed_at is not None or row.batch_id is not None
    others = {row.buyer_id, row.agency.organisation_id} if is_filed else set()
    return Told(
        code=row.application_code,
        path=reverse("contracts:contract", args=[row.application_code]),
        api=reverse("api:contract", args=[row.application_code]),
        concerned=frozenset({row.seller_id} | others),
    )


def _certificate(key: int) -> Contract | None:
    """A certificate is told as what its contract comes to."""
    row = Certificate.objects.filter(pk=key).only("registration_id").first()
    found = Contract.objects.select_related("agency")
    return found.filter(registrations=row.registration_id).first() if row else None


CONTRACT = Subject("contract", _("Contracts and their registration"), 7, _contract, _tell_contract)
CERTIFICATE = Subject("certificate", _("Certificates"), 8, _certificate, _tell_contract)

event_kind("contract.filed", _("Contract filed"), "contract.file", subject=CONTRACT)
event_kind("contract.accepted", _("Contract accepted for review"), "contract.accept", subject=CONTRACT)
event_kind(
    "contract.correction_asked", _("Correction of a contract asked"), "contract.ask_correction", subject=CONTRACT
)
event_kind("contract.registered", _("Contract registered"), "contract.register", subject=CONTRACT)
event_kind("contract.refused", _("Registration of a contract refused"), "contract.refuse", subject=CONTRACT)
event_kind("certificate.issued", _("Certificate issued"), "certificate.issue", subject=CERTIFICATE)
