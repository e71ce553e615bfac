"""Whose interests a matter touches: they read nothing of its case and decide nothing in it (R8-31)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from listings.models import Achievement, Deal, FirstRefusal, Intent, Listing, RightShare
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation, User
from tte.accounts.roles import ROLE_PERMISSIONS, Permission
from tte.common.stencils import answer_to

SELLERS = [role for role, permissions in ROLE_PERMISSIONS.items() if Permission.ACHIEVEMENT_SUBMIT in permissions]


def is_of_holder(actor: Actor, achievement: Achievement) -> bool:
    """The author and everybody who belongs to the holder, also where they act for somebody else now."""
    belongs = achievement.holder.memberships.filter(user=actor.user, ended_at=None).exists()
    return belongs or achievement.posted_by_id == actor.user.pk


def sells_for_holder(actor: Actor, listing: Listing) -> bool:
    """Whether the person may decide for the holder by any membership, whichever one acts now (R3-54)."""
    return listing.holder.memberships.filter(user=actor.user, ended_at=None, role__in=SELLERS).exists()


def buys_for(actor: Actor, bidders: Iterable[int]) -> bool:
    """Whether the person belongs to one of these bidders, whichever membership acts now (R3-54)."""
    return actor.user.memberships.filter(organisation__in=list(bidders), ended_at=None).exists()


def is_related(bidder: Organisation, listing: Listing) -> bool:
    """Whether anybody of the bidder belongs to the holder, or wrote what is listed (R3-04)."""
    of_holder = listing.holder.memberships.filter(ended_at=None).order_by().values("user")
    tied = Q(user__in=of_holder) | Q(user=listing.achievement.posted_by_id)
    return bidder.memberships.filter(tied, ended_at=None).exists()


def has_stake(actor: Actor, achievement: Achievement) -> bool:
    """In the achievement or in any of its listings, whether it is shown now or not."""
    return Achievement._base_manager.filter(pk=achievement.pk, pk__in=staked_achievements(actor.user)).exists()


def has_stake_in(actor: Actor, listing: Listing) -> bool:
    return Listing._base_manager.filter(pk=listing.pk, pk__in=staked_listings(actor.user)).exists()


def people_with_stake(listing: Listing) -> QuerySet[User]:
    """Everybody of whom `has_stake_in` says so, in one statement."""
    owned = Achievement._base_manager.filter(pk=listing.achievement_id).order_by()
    named = [
        RightShare._base_manager.filter(achievement__in=owned).order_by().values("name"),
        FirstRefusal._base_manager.filter(achievement__in=owned).order_by().values("name"),
        Listing._base_manager.filter(pk=listing.pk).order_by().values("intended_buyer_name"),
    ]
    sides = Q(pk__in=owned.values("holder")) | Q(pk__in=[listing.holder_id, listing.intended_buyer_id])
    sides |= Q(pk__in=Intent._base_manager.filter(listing=listing).order_by().values("bidder"))
    sides |= Q(pk__in=Deal._base_manager.filter(listing=listing).order_by().values("buyer"))
    for names in named:
        sides |= (Q(name_zh__in=names) & ~Q(name_zh="")) | (Q(name_en__in=names) & ~Q(name_en=""))
    own = Q(memberships__organisation__in=Organisation.objects.filter(sides).order_by(), memberships__ended_at=None)
    return User.objects.filter(own | Q(pk__in=owned.values("posted_by"))).order_by()


def is_impartial(actor: Actor | None, listing: Listing) -> bool:
    """Somebody who belongs to none of its sides."""
    return actor is not None and not has_stake_in(actor, listing)


def staked_achievements(user: User) -> RawSQL:
    """Keys, for `__in`, of those in which the person has a stake, by themselves or by any of their listings."""
    return answer_to(_of_achievements, user)


def _of_achievements(user: User) -> QuerySet[Any, Any]:
    listed = Listing._base_manager.filter(_is_side(user)).order_by().values("achievement")
    return Achievement._base_manager.filter(_owns(user) | Q(pk__in=listed)).order_by().values("pk")


def staked_listings(user: User) -> RawSQL:
    """Keys of those of which a side is one's own: author, owners, first takers, intended buyer, bidders, buyer."""
    return answer_to(_of_listings, user)


def _of_listings(user: User) -> QuerySet[Any, Any]:
    owned = Achievement._base_manager.filter(_owns(user)).order_by().values("pk")
    return Listing._base_manager.filter(_is_side(user) | Q(achievement__in=owned)).order_by().values("pk")


def _owns(user: User) -> Q:
    """Author, holder, a co-owner of the right (R3-16), whoever may take it first (R3-52)."""
    shares = RightShare._base_manager.filter(_named("name", user))
    refusals = FirstRefusal._base_manager.filter(_named("name", user))
    named = Q(pk__in=shares.values("achievement")) | Q(pk__in=refusals.values("achievement"))
    return named | Q(holder__in=_own(user)) | Q(posted_by=user)


def _is_side(user: User) -> Q:
    own = _own(user)
    bids = Intent._base_manager.filter(bidder__in=own).order_by().values("listing")
    deals = Deal._base_manager.filter(buyer__in=own).order_by().values("listing")
    taken = Q(pk__in=bids) | Q(pk__in=deals)
    return taken | Q(holder__in=own) | Q(intended_buyer__in=own) | _named("intended_buyer_name", user)


def _named(field: str, user: User) -> Q:
    """Who is only told by name is an organisation of that name."""
    own = Organisation.objects.filter(pk__in=_own(user)).order_by()
    names = (own.exclude(**{name: ""}).values(name) for name in ("name_zh", "name_en"))
    zh, en = (Q(**{f"{field}__in": each}) for each in names)
    return zh | en


def _own(user: User) -> QuerySet[Any, Any]:
    return user.memberships.filter(ended_at=None).order_by().values("organisation")
