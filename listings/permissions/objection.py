"""Who may do what with objections: lodged by anybody, examined by the exchange alone."""

from django.db.models import Q, QuerySet

from listings.models import Listing, Objection, ObjectionFile
from listings.permissions.audit import can_audit_case
from listings.permissions.stake import has_stake_in, people_with_stake
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.casework.permissions import can_open_case
from tte.common.doors import admits_visitors


@admits_visitors
def can_object(actor: Actor | None, listing: Listing) -> bool:
    """Anybody, signed in or not (R3-05)."""
    return True


@admits_visitors
def can_follow_objection(actor: Actor | None, objection: Objection) -> bool:
    """Whoever has the private link."""
    return True


def can_see_objection(actor: Actor | None, objection: Objection) -> bool:
    """The objection in the queue; what is in it, and from whom, `can_examine_objection` alone opens (R8-31)."""
    return objection.case is not None and can_audit_case(actor, objection.case)


def is_party(actor: Actor, objection: Objection) -> bool:
    """A side of the listing, or of the objection: who lodged it, and the people it was lodged for (R8-31)."""
    listing, lodged_for = objection.listing, objection.organisation_id
    is_outside = lodged_for is not None and lodged_for != listing.exchange_id
    belongs = is_outside and actor.user.memberships.filter(organisation=lodged_for, ended_at=None).exists()
    return belongs or objection.objector_id == actor.user.pk or has_stake_in(actor, listing)


def parties_of(objection: Objection) -> QuerySet[User]:
    """Everybody of whom `is_party` says so, in one statement."""
    listing, lodged_for = objection.listing, objection.organisation_id
    found = Q(pk=objection.objector_id) | Q(pk__in=people_with_stake(listing).values("pk"))
    if lodged_for is not None and lodged_for != listing.exchange_id:
        found |= Q(memberships__organisation=lodged_for, memberships__ended_at=None)
    return User.objects.filter(found).order_by()


def can_examine_objection(actor: Actor | None, objection: Objection) -> bool:
    """The exchange's auditors whose interests it does not touch: they read who lodged it (R8-31)."""
    if actor is None or objection.case is None or not can_see_objection(actor, objection):
        return False
    return can_open_case(actor, objection.case) and not is_party(actor, objection)


def can_open_proof(actor: Actor | None, proof: ObjectionFile) -> bool:
    """The papers of an objection are for the exchange alone."""
    return can_examine_objection(actor, proof.objection)
