from django.db.models import QuerySet

from institutions.models import Invitation
from tte.accounts.models import Organisation, User


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """With their mails and who wrote them, the oldest first."""
    waiting = organisation.invitations.filter(accepted_at=None).select_related("delivery", "invited_by")
    return waiting.order_by("invited_at", "pk")


def invitations_of(user: User) -> QuerySet[Invitation]:
    """What is offered to the person's own address."""
    mine = Invitation.objects.filter(email=user.email, accepted_at=None)
    return mine.select_related("organisation").order_by("invited_at", "pk")
