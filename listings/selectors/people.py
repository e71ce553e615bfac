"""Whom the steps of a trade concern: people by role in an organisation."""

from django.db.models import QuerySet

from listings.models import Listing
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
