"""Who acts for an organisation: roles granted, offered by invitation, accepted, ended."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from institutions.models import Invitation
from institutions.notices import ROLE_GRANTED
from institutions.services.invitation import mail_invitation
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Membership, Organisation, User
from tte.accounts.roles import ROLES_BY_KIND
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record


class RoleUnfit(DomainError):
    code = "role_unfit"
    field = "role"


class MembershipRefused(DomainError):
    code = "membership_refused"


@transaction.atomic
def grant_role(*, organisation: Organisation, user: User, role: str, by: Actor) -> Membership:
    """Let the person act for the organisation in the role; the same grant again changes nothing."""
    _refuse_unfit(organisation, role)
    membership, created = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, ended_at=None, defaults={"granted_by": by.user}
    )
    if created:
        record("membership.grant", membership, by=by, role=role, user=user.pk, organisation=organisation.code)
        notify(
            ROLE_GRANTED,
            [user],
            subject=membership,
            url=reverse("institutions:mine"),
            organisation=organisation,
            role=Role(role).label,
        )
    return membership


@transaction.atomic
def invite_person(*, organisation: Organisation, email: str, role: str, by: Actor) -> Membership | Invitation:
    """Grant the role to the account with this e-mail; without one, write an invitation and owe it a mail."""
    _refuse_unfit(organisation, role)
    email = email.strip().lower()
    user = User.objects.filter(email=email, is_active=True).first()
    if user is not None:
        return grant_role(organisation=organisation, user=user, role=role, by=by)
    invitation, created = Invitation.objects.get_or_create(
        organisation=organisation,
        email=email,
        role=role,
        accepted_at=None,
        defaults={"invited_by": by.user, "language": by.user.language},
    )
    if created:
        record("invitation.write", invitation, by=by, role=role, organisation=organisation.code)
        return mail_invitation(invitation=invitation, by=by)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: Actor) -> Membership:
    """The invited person, whose account has proved the address, takes up the membership. Once."""
    invitation = lock(invitation)
    if invitation.accepted_at is not None or invitation.email != by.user.email:
        raise MembershipRefused(_("This invitation is not open to you"))
    invitation.accepted_at, invitation.accepted_by = now(), by.user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    membership, _created = Membership.objects.get_or_create(
        user=by.user,
        organisation=invitation.organisation,
        role=invitation.role,
        ended_at=None,
        defaults={"granted_by_id": invitation.invited_by_id},
    )
    record("membership.accept", membership, by=by, role=invitation.role, invitation=invitation.pk)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor) -> Membership:
    """The person no longer acts through this membership. The last administrator of the operator stays."""
    lock(membership.organisation)
    membership = lock(membership)
    if membership.ended_at is not None:
        raise MembershipRefused(_("This membership has already ended"))
    if membership.role == Role.ADMINISTRATOR and not _other_administrators(membership):
        raise MembershipRefused(_("The last administrator cannot be ended: appoint another first"))
    membership.ended_at, membership.ended_by = now(), by.user
    membership.save(update_fields=["ended_at", "ended_by"])
    record("membership.end", membership, by=by, role=membership.role, user=membership.user_id)
    return membership


def _refuse_unfit(organisation: Organisation, role: str) -> None:
    if role not in ROLES_BY_KIND[OrganisationKind(organisation.kind)]:
        raise RoleUnfit(_("This role does not exist in an organisation of this kind"))


def _other_administrators(membership: Membership) -> bool:
    same = Membership.objects.filter(organisation=membership.organisation_id, role=Role.ADMINISTRATOR, ended_at=None)
    return same.exclude(user=membership.user_id).exists()
