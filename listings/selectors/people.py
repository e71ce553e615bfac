"""Whom the steps of a trade concern: people by role in an organisation."""

from django.db.models import Q, QuerySet

from listings.models import Deal, Listing
from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User


def people_of(organisation: Organisation, *roles: Role) -> QuerySet[User]:
    return (
        User.objects.filter(
            is_active=True,
            memberships__organisation=organisation,
            memberships__role__in=roles,
            memberships__ended_at=None,
        )
        .distinct()
        .order_by("pk")
    )


def agents_of(bidder: Organisation) -> QuerySet[User]:
    return people_of(bidder, Role.AGENT)


def officers_of_holder(listing: Listing) -> QuerySet[User]:
    return people_of(listing.holder, Role.OFFICER)


def auditors_of(listing: Listing) -> QuerySet[User]:
    return people_of(listing.exchange, Role.AUDITOR)


def finance_officers_of(listing: Listing) -> QuerySet[User]:
    return people_of(listing.exchange, Role.FINANCE)


def dealt_with(user: User) -> set[int]:
    """The parties of every deal in which an organisation of this person, present or past, took part (R8-31)."""
    own = user.memberships.order_by().values("organisation")
    deals = Deal.objects.filter(Q(seller__in=own) | Q(buyer__in=own)).order_by("pk")
    return {side for sides in deals.values_list("seller_id", "buyer_id") for side in sides}
