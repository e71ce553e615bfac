"""Whom the steps of a trade concern: people by role in an organisation."""

from django.db.models import Q, QuerySet

from listings.models import Deal, Listing
from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User
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


def dealt_with(user: User) -> set[int]:
    return set(parties_met(user).values_list("pk", flat=True))


def parties_met(user: User) -> QuerySet[Organisation]:
    """The parties of every deal in which an organisation of this person, present or past, took part (R8-31)."""
    own = user.memberships.order_by().values("organisation")
    deals = Deal.objects.filter(Q(seller__in=own) | Q(buyer__in=own)).order_by()
    return Organisation.objects.filter(Q(pk__in=deals.values("seller")) | Q(pk__in=deals.values("buyer"))).order_by(
        "pk"
    )
