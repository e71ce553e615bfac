"""Whom the steps of a trade concern: people by role in an organisation."""

from django.db.models import QuerySet

from listings.models import Listing
from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User
from tte.accounts.selectors.people import people_in


def agents_of(bidder: Organisation) -> QuerySet[User]:
    return people_in(bidder, [Role.AGENT])


def officers_of_holder(listing: Listing) -> QuerySet[User]:
    return people_in(listing.holder, [Role.OFFICER])


def auditors_of(listing: Listing) -> QuerySet[User]:
    return people_in(listing.exchange, [Role.AUDITOR])


def finance_officers_of(listing: Listing) -> QuerySet[User]:
    return people_in(listing.exchange, [Role.FINANCE])
