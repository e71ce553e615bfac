from celery import shared_task

from institutions.selectors.invitation import unsent_invitations
from institutions.services import invitation
from tte.common.jobs import defer


@shared_task(name="institutions.send_invitation")
def send_invitation(invitation_id: int) -> None:
    invitation.send_invitation(invitation_id=invitation_id)


@shared_task(name="institutions.sweep_unsent_invitations")
def sweep_unsent_invitations() -> None:
    for pk in unsent_invitations().values_list("pk", flat=True)[:100]:
        defer("institutions.send_invitation", invitation_id=pk)
