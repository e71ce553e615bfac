"""Whose interests a matter touches: they read nothing of its case and decide nothing in it (R8-31)."""

from django.db.models import Q

from listings.models import Achievement, Deal, Listing
from tte.accounts.actor import Actor


def has_stake(actor: Actor, achievement: Achievement) -> bool:
    """The author and everybody who belongs to the holder, also where they act for somebody else now."""
    belongs = achievement.holder.memberships.filter(user=actor.user, ended_at=None).exists()
    return belongs or achievement.posted_by_id == actor.user.pk


def has_stake_in(actor: Actor, listing: Listing) -> bool:
    """The author, and everybody who belongs to a side of the listing: holder, intended buyer, bidders, buyer."""
    side = Q(organisation__in=[listing.holder_id, listing.intended_buyer_id])
    side |= Q(organisation__in=listing.intents.order_by().values("bidder"))
    side |= Q(organisation__in=Deal.objects.filter(listing=listing).order_by().values("buyer"))
    if name := listing.intended_buyer_name:
        side |= Q(organisation__name_zh=name) | Q(organisation__name_en=name)
    belongs = actor.user.memberships.filter(side, ended_at=None).exists()
    return belongs or listing.achievement.posted_by_id == actor.user.pk
