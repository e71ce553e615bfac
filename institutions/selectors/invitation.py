from datetime import timedelta

from django.db.models import F, QuerySet

from institutions.models import Invitation
from tte.accounts.models import Organisation, User
from tte.common.clock import ClockTimestamp


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    return organisation.invitations.filter(accepted_at=None).order_by("invited_at", "pk")


def invitations_of(user: User) -> QuerySet[Invitation]:
    """What is offered to the person's own address."""
    mine = Invitation.objects.filter(email=user.email, accepted_at=None)
    return mine.select_related("organisation").order_by("invited_at", "pk")


def unsent_invitations() -> QuerySet[Invitation]:
    """Owed for more than five seconds."""
    return (
        Invitation.objects.filter(sent_at=None, accepted_at=None)
        .alias(age=ClockTimestamp() - F("invited_at"))
        .filter(age__gt=timedelta(seconds=5))
        .order_by("invited_at", "pk")
    )
