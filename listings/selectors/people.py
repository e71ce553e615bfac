"""Whom the steps of a trade concern: people by role in an organisation."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from listings.models import Achievement, Deal, Listing
from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User
from tte.accounts.selectors.people import members_among, people_in


def agents_of(bidder: Organisation) -> QuerySet[User]:
    return people_in(bidder, [Role.AGENT])


def officers_of_holder(listing: Listing) -> QuerySet[User]:
    return people_in(listing.holder, [Role.OFFICER])


def people_of_holder(achievement: Achievement) -> list[User]:
    """The author, who has not left, and the officers."""
    author = members_among([achievement.posted_by], achievement.holder)
    return [*author, *people_in(achievement.holder, [Role.OFFICER])]


def auditors_of(listing: Listing) -> QuerySet[User]:
    return people_in(listing.exchange, [Role.AUDITOR])


def touched_by(listing: Listing) -> QuerySet[User]:
    """Whom a change of a listing concerns: its author, who has not left, the holder's officers, the agents of whoever
    wants it."""
    takers = listing.intents.values("bidder")
    agents = Q(memberships__organisation__in=takers, memberships__role=Role.AGENT)
    of_holder = Q(memberships__role=Role.OFFICER) | Q(pk=listing.achievement.posted_by_id)
    touched = agents | (of_holder & Q(memberships__organisation=listing.holder))
    return User.objects.filter(touched, is_active=True, memberships__ended_at=None).distinct().order_by("pk")


def finance_officers_of(listing: Listing) -> QuerySet[User]:
    return people_in(listing.exchange, [Role.FINANCE])


def dealt_with(people: Collection[int]) -> dict[int, set[int]]:
    """Of each of these people the parties of every deal in which an organisation of theirs, present or past, took part
    (R8-31)."""
    met: dict[int, set[int]] = defaultdict(set)
    sold, bought = (
        Deal.objects.filter(**{f"{side}__memberships__user__in": people})
        .order_by()
        .values_list(f"{side}__memberships__user", "seller", "buyer")
        for side in ("seller", "buyer")
    )
    for person, *parties in sold.union(bought):
        met[person].update(parties)
    return met


def parties_met(user: User) -> QuerySet[Organisation]:
    """What `dealt_with` says of one person, for a statement that asks more."""
    own = user.memberships.order_by().values("organisation")
    deals = Deal.objects.filter(Q(seller__in=own) | Q(buyer__in=own)).order_by()
    met = Q(pk__in=deals.values("seller")) | Q(pk__in=deals.values("buyer"))
    return Organisation.objects.filter(met).order_by("pk")
