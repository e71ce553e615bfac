"""What a person's stake closes to them: cases, rows of a work list, notices (R8-31)."""

from typing import Any

from django.db.models import F, Q, QuerySet

from listings.models import Listing, Objection
from listings.permissions.objection import parties_of
from listings.permissions.stake import people_with_stake, staked_achievements, staked_listings
from listings.selectors.people import auditors_of
from tte.accounts.models import User
from tte.casework.models import Case


def staked_audits(user: User) -> QuerySet[Case]:
    return Case.objects.filter(achievement__in=staked_achievements(user))


def staked_imports(user: User) -> QuerySet[Case]:
    """Also where one record of many is the person's own, or names an owner who is."""
    return Case.objects.filter(catalogue_batch__entries__achievement__in=staked_achievements(user))


def staked_second_looks(user: User) -> QuerySet[Case]:
    return Case.objects.filter(reaudit__original__case__in=staked_audits(user).order_by().values("pk"))


def staked_objections(user: User) -> QuerySet[Case]:
    """Those to a listing of one's own, and those that oneself or one's organisation lodged."""
    own = user.memberships.filter(ended_at=None).order_by().values("organisation")
    lodged = Q(objection__objector=user) | (
        Q(objection__organisation__in=own) & ~Q(objection__organisation=F("objection__listing__exchange"))
    )
    return Case.objects.filter(lodged | Q(objection__listing__in=staked_listings(user)))


def untouched(rows: QuerySet[Any], user: User, listing: str = "listing") -> QuerySet[Any]:
    """The rows of a work list without those of listings in which this person has a stake; `listing` leads there."""
    return rows.exclude(**{f"{listing}__in": staked_listings(user)})


def free_auditors_of(listing: Listing) -> list[User]:
    """The auditors of its exchange who may act on it; a notice of it goes to nobody else."""
    return list(auditors_of(listing).exclude(pk__in=people_with_stake(listing).values("pk")))


def free_examiners_of(objection: Objection) -> list[User]:
    """The auditors of its exchange who are no party to the objection; a notice of it goes to nobody else."""
    return list(auditors_of(objection.listing).exclude(pk__in=parties_of(objection).values("pk")))
