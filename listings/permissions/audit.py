"""Who audits for an exchange, and whose cases they see."""

from listings.models import Listing
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.enums import OrganisationKind
from tte.accounts.roles import Permission
from tte.casework.models import Case, Reaudit
from tte.casework.permissions import can_open_case, leads_cases


def can_audit_listings(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.LISTING_AUDIT)


def can_see_audits(actor: Actor | None) -> bool:
    """The auditors and the head of an exchange."""
    return can_audit_listings(actor) or (leads_cases(actor) and at_an_exchange(actor))


def at_an_exchange(actor: Actor | None) -> bool:
    organisation = actor.organisation if actor else None
    return organisation is not None and organisation.kind == OrganisationKind.EXCHANGE


def audits_listing(actor: Actor | None, listing: Listing) -> bool:
    """The auditors of the exchange that published it, with a stake in it or without."""
    return can_audit_listings(actor) and same_organisation(actor, listing.exchange_id)


def can_see_case(actor: Actor | None, case: Case) -> bool:
    """The case in the queue; what is in it is opened by `can_open_case` alone (R8-31)."""
    return can_see_audits(actor) and same_organisation(actor, case.office_id)


def can_audit_case(actor: Actor | None, case: Case) -> bool:
    return can_audit_listings(actor) and same_organisation(actor, case.office_id)


def can_check_again(actor: Actor | None, case: Case) -> bool:
    """The office's auditors, as long as the case is open."""
    return can_audit_case(actor, case) and case.closed_at is None


def can_see_second_look(actor: Actor | None, look: Reaudit) -> bool:
    """An auditor who had no part in the first audit; to whoever had one it does not exist (R8-31)."""
    return can_audit_listings(actor) and can_open_case(actor, look.case)
