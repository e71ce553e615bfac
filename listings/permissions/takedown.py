"""Who may take an achievement down, read its evidence and reinstate it (R8-03)."""

from collections.abc import Iterable

from django.db.models import Q

from listings.models import Achievement, Takedown
from listings.permissions.audit import at_an_exchange
from listings.permissions.stake import has_stake, staked_achievements
from listings.permissions.supply import can_post_achievement, can_review_achievements, can_see_achievement
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission


def can_keep_takedowns(actor: Actor | None) -> bool:
    """The heads of an exchange; the heads of other offices lead their own cases only."""
    return at_an_exchange(actor) and has_permission(actor, Permission.LISTING_TAKE_DOWN)


def can_take_down(actor: Actor | None, achievement: Achievement) -> bool:
    """The head of an exchange that lists or audits it, but nobody who belongs to the holder (R8-31)."""
    return achievement.pk in reachable(actor, [achievement.pk])


def reachable(actor: Actor | None, keys: Iterable[int]) -> set[int]:
    """Those of the achievements that came to the exchange of the head: by a listing, an audit or an import of catalogue
    records; nothing of what the head has a stake in."""
    if actor is None or not can_keep_takedowns(actor):
        return set()
    office = actor.organisation
    at = Q(listings__exchange=office) | Q(case__office=office) | Q(catalogue_entry__batch__case__office=office)
    found = set(Achievement._base_manager.filter(at, pk__in=list(keys)).values_list("pk", flat=True))
    own = Achievement._base_manager.filter(Q(pk__in=found) & Q(pk__in=staked_achievements(actor.user)))
    return found - set(own.values_list("pk", flat=True))


def can_keep_takedown(actor: Actor | None, takedown: Takedown) -> bool:
    """The heads of the office that took it down: the evidence, and the decision to reinstate."""
    if actor is None or not can_keep_takedowns(actor):
        return False
    return same_organisation(actor, takedown.office_id) and not has_stake(actor, takedown.achievement)


def can_follow_takedowns(actor: Actor | None) -> bool:
    """The holders' people: what of theirs was taken down, and how that stands."""
    return can_post_achievement(actor) or can_review_achievements(actor)


def can_follow_takedown(actor: Actor | None, takedown: Takedown) -> bool:
    """Whoever could see the achievement for its holder: its author and the holder's officers."""
    return can_see_achievement(actor, takedown.achievement)
