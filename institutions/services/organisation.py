"""An organisation enters the market: registered by its own people, admitted by the operator."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from institutions.notices import ORGANISATION_ADMITTED, ORGANISATION_REFUSED, ORGANISATION_REGISTERED
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, OrganisationState, Role
from tte.accounts.identifiers import Identifier, check_identifier
from tte.accounts.lifecycles import ORGANISATION
from tte.accounts.models import Membership, Organisation, OrganisationIdentifier
from tte.accounts.roles import Permission
from tte.accounts.selectors.organisation import operator
from tte.accounts.selectors.people import members_of, people_with
from tte.common.errors import DomainError
from tte.common.numbering import next_number
from tte.notices.services import notify
from tte.trail.services import advance, record

FIRST_ROLE = {OrganisationKind.HOLDER: Role.OFFICER, OrganisationKind.ENTERPRISE: Role.AGENT}


class AlreadyRegistered(DomainError):
    code = "already_registered"
    field = "value"


@transaction.atomic
def register_organisation(
    *,
    name_zh: str,
    name_en: str = "",
    kind: str,
    party_type: str,
    region_code: str,
    scheme: str,
    value: str,
    by: Actor,
) -> Organisation:
    """A holder or enterprise with its checked identifier (R4-30); `by` is its first officer or agent.

    One that a register taken over knows by this identifier becomes theirs, with its contracts. It awaits admission:
    its people can act in nothing until an administrator of the operator admits it.
    """
    identifier = check_identifier(scheme, value)
    facts = {"name_zh": name_zh, "name_en": name_en, "kind": kind, "party_type": party_type, "region_code": region_code}
    organisation = _recorded(identifier, facts) or _new(identifier, facts)
    membership = Membership.objects.create(
        user=by.user, organisation=organisation, role=FIRST_ROLE[OrganisationKind(kind)], granted_by=by.user
    )
    first = Actor(by.user, membership)
    record("organisation.register", organisation, by=first, identifier=identifier.value)
    notify(
        ORGANISATION_REGISTERED,
        people_with(operator(), Permission.PEOPLE_MANAGE),
        subject=organisation,
        url=reverse("institutions:organisation", args=[organisation.code]),
        organisation=organisation,
        person=by.user.name,
    )
    return organisation


def _recorded(identifier: Identifier, facts: dict[str, str]) -> Organisation | None:
    """The organisation without people that a register names by this identifier, from now on with its own words."""
    recorded = Organisation.objects.filter(
        identifiers__scheme=identifier.scheme, identifiers__value=identifier.value, state=OrganisationState.RECORDED
    ).first()
    if recorded is None:
        return None
    advance(recorded, "register", lifecycle=ORGANISATION, by=None)
    for name, value in facts.items():
        setattr(recorded, name, value)
    recorded.save(update_fields=list(facts))
    return recorded


def _new(identifier: Identifier, facts: dict[str, str]) -> Organisation:
    organisation = Organisation.objects.create(
        code=f"org-{next_number('organisation'):06d}", state=OrganisationState.AWAITING, **facts
    )
    _row, mine = OrganisationIdentifier.objects.get_or_create(
        scheme=identifier.scheme, value=identifier.value, defaults={"organisation": organisation}
    )
    if not mine:
        raise AlreadyRegistered(
            _("An organisation with this number is already registered; ask its people to invite you")
        )
    return organisation


@transaction.atomic
def admit_organisation(*, organisation: Organisation, by: Actor) -> Organisation:
    """From now on the organisation's people act in their roles."""
    advance(organisation, "admit", lifecycle=ORGANISATION, by=by)
    notify(
        ORGANISATION_ADMITTED,
        members_of(organisation),
        subject=organisation,
        url=reverse("institutions:mine"),
        organisation=organisation,
    )
    return organisation


@transaction.atomic
def refuse_organisation(*, organisation: Organisation, reason: str, by: Actor) -> Organisation:
    """The organisation is not admitted, and its people are told why."""
    advance(organisation, "refuse", lifecycle=ORGANISATION, by=by, reason=reason)
    notify(
        ORGANISATION_REFUSED,
        members_of(organisation),
        subject=organisation,
        url=reverse("institutions:mine"),
        organisation=organisation,
        reason=reason,
    )
    return organisation
