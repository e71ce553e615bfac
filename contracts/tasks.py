from celery import shared_task

from contracts.selectors.certificate import owed_certificates
from contracts.services import certificate
from tte.common.jobs import defer


@shared_task(name="contracts.issue_certificate")
def issue_certificate(registration_id: int) -> None:
    certificate.issue_certificate(registration_id=registration_id)


@shared_task(name="contracts.sweep_owed_certificates")
def sweep_owed_certificates() -> None:
    for pk in owed_certificates().values_list("pk", flat=True)[:100]:
        defer("contracts.issue_certificate", registration_id=pk)
