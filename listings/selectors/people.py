"""Whom the steps of a trade concern: people by role in an organisation."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from listings.models import Deal, Listing
from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User
from tte.accounts.selectors.membership import homes_of
from tte.accounts.selectors.people import people_in


def agents_of(bidder: Organisation) -> QuerySet[User]:
    return people_in(bidder, [Role.AGENT])


def officers_of_holder(listing: Listing) -> QuerySet[User]:
    return people_in(listing.holder, [Role.OFFICER])


def auditors_of(listing: Listing) -> QuerySet[User]:
    return people_in(listing.exchange, [Role.AUDITOR])


def touched_by(listing: Listing) -> QuerySet[User]:
    """Whom a change of a listing concerns: its author, the holder's officers, the agents of whoever wants it."""
    takers = listing.intents.values("bidder")
    agents = Q(memberships__organisation__in=takers, memberships__role=Role.AGENT, memberships__ended_at=None)
    officers = Q(memberships__organisation=listing.holder, memberships__role=Role.OFFICER, memberships__ended_at=None)
    author = Q(pk=listing.achievement.posted_by_id)
    return User.objects.filter(agents | officers | author, is_active=True).distinct().order_by("pk")


def finance_officers_of(listing: Listing) -> QuerySet[User]:
    return people_in(listing.exchange, [Role.FINANCE])


def dealt_with(people: Collection[int]) -> dict[int, set[int]]:
    """Of each of these people the parties of every deal in which an organisation of theirs, present or past, took part
    (R8-31)."""
    homes = homes_of(people, past=True)
    met: dict[int, set[int]] = defaultdict(set)
    for pair in deals_with(set().union(*homes.values())).values_list("seller", "buyer").distinct():
        for party in pair:
            met[party].update(pair)
    return {person: set().union(*(met[each] for each in homes[person])) for person in people}


def parties_met(user: User) -> QuerySet[Organisation]:
    """What `dealt_with` says of one person, for a statement that asks more."""
    deals = deals_with(user.memberships.order_by().values("organisation"))
    met = Q(pk__in=deals.values("seller")) | Q(pk__in=deals.values("buyer"))
    return Organisation.objects.filter(met).order_by("pk")


def deals_with(organisations: Any) -> QuerySet[Deal]:
    return Deal.objects.filter(Q(seller__in=organisations) | Q(buyer__in=organisations)).order_by()
