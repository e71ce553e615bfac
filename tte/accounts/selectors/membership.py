from collections import defaultdict
from collections.abc import Collection, Sequence

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import QuerySet

from tte.accounts.actor import Actor
from tte.accounts.models import Membership, Organisation, User
from tte.accounts.roles import STAFF_ROLES


def running_memberships(user: User) -> QuerySet[Membership]:
    return user.memberships.filter(ended_at=None).select_related("organisation").order_by("granted_at", "pk")


def homes_of(people: Collection[int]) -> dict[int, set[int]]:
    """Of each of these people the organisations they act for."""
    found: dict[int, set[int]] = defaultdict(set)
    running = Membership.objects.filter(user__in=people, ended_at=None)
    for person, organisation in running.values_list("user", "organisation"):
        found[person].add(organisation)
    return found


def acting_membership(memberships: Sequence[Membership], chosen: int | None) -> Membership | None:
    """The chosen one of a person's running memberships, otherwise the first."""
    return next((each for each in memberships if each.pk == chosen), memberships[0] if memberships else None)


def actor_of(user: User, membership: Membership | None) -> Actor:
    """The person acting through the membership. Staff who must have a second factor and lack it can act in nothing."""
    must = settings.TTE_STAFF_NEED_SECOND_FACTOR and membership is not None and membership.role in STAFF_ROLES
    return Actor(user, membership, second_factor_missing=must and not is_mfa_enabled(user))


def members(organisation: Organisation) -> QuerySet[Membership]:
    """Who acts for the organisation now, by name."""
    return organisation.memberships.filter(ended_at=None).select_related("user").order_by("user__name", "pk")


def former_members(organisation: Organisation) -> QuerySet[Membership]:
    """Who acted for it once, the last to leave first."""
    ended = organisation.memberships.exclude(ended_at=None)
    return ended.select_related("user", "ended_by").order_by("-ended_at", "pk")
