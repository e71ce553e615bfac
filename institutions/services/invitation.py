"""The mail of an invitation: owed like every other, sent again by an administrator."""

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Invitation
from institutions.notices import INVITATION_RETURNED
from tte.accounts.actor import Actor
from tte.accounts.adapter import operator_name
from tte.accounts.selectors.organisation import operator
from tte.accounts.selectors.people import members_among
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.delivery import send_again
from tte.notices.enums import DeliveryState
from tte.notices.kinds import LetterKind, Written, letter_kind
from tte.notices.letters import address_of
from tte.notices.lifecycles import DELIVERY
from tte.notices.models import Delivery
from tte.notices.services import notify, owe_letter
from tte.notices.wording import kept, spoken
from tte.trail.services import record


class InvitationClosed(DomainError):
    code = "invitation_closed"


@transaction.atomic
def mail_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """Owe a mail to the invited address: anew what did not arrive, or another mail after one that was sent."""
    invitation = lock(invitation)
    if invitation.accepted_at is not None:
        raise InvitationClosed(_("This invitation has been accepted"))
    before = invitation.delivery
    if before is not None and before.state == DeliveryState.QUEUED:
        raise InvitationClosed(_("The mail is still on its way; it is tried again by itself"))
    if before is not None and DELIVERY.allows("retry", before.state):
        send_again(delivery=before, by=by)
    else:
        invitation.delivery = owe_letter(INVITATION, address=invitation.email)
        invitation.save(update_fields=["delivery"])
    record("invitation.mail", invitation, by=by)
    return invitation


def _invitation(delivery: Delivery) -> Written:
    invitation: Invitation = delivery.invitation
    language = invitation.language
    with translation.override(language):
        context: dict[str, object] = {
            "operator": operator_name(language),
            "organisation": spoken(kept(invitation.organisation), language),
            "role": invitation.get_role_display(),
            "email": invitation.email,
            "link": address_of("account_signup"),
        }
        subject = _("Invitation to act for %(organisation)s") % context
    return Written(language, subject, "institutions/membership/invitation", context)


def _is_needed(delivery: Delivery) -> bool:
    """Not once it is accepted, nor where a later mail has taken its place."""
    return Invitation.objects.filter(delivery=delivery, accepted_at=None).exists()


def _returned(delivery: Delivery) -> None:
    """Whoever invited is told, for the address may be wrong."""
    invitation = Invitation.objects.select_related("organisation", "invited_by").filter(delivery=delivery).first()
    if invitation is None or invitation.accepted_at is not None:
        return
    notify(
        INVITATION_RETURNED,
        members_among([invitation.invited_by], operator()),
        subject=invitation,
        url=reverse("institutions:organisation", args=[invitation.organisation.code]),
        key=f"{delivery.pk}-{delivery.failed_at}",
        email=invitation.email,
        organisation=invitation.organisation,
    )


INVITATION = letter_kind(
    LetterKind(
        "institutions.invitation",
        name=gettext_lazy("Invitation"),
        write=_invitation,
        is_needed=_is_needed,
        returned=_returned,
    )
)
