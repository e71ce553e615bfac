"""Who may take an achievement down, read its evidence and reinstate it (R8-03)."""

from listings.models import Achievement, Takedown
from listings.permissions.audit import at_an_exchange
from listings.permissions.stake import has_stake
from listings.permissions.supply import can_post_achievement, can_review_achievements, can_see_achievement
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission


def can_keep_takedowns(actor: Actor | None) -> bool:
    """The heads of an exchange; the heads of other offices lead their own cases only."""
    return at_an_exchange(actor) and has_permission(actor, Permission.LISTING_TAKE_DOWN)


def can_take_down(actor: Actor | None, achievement: Achievement) -> bool:
    """The head of an exchange that lists or audits it, but nobody who belongs to the holder (R8-31)."""
    if actor is None or actor.organisation is None or not can_keep_takedowns(actor):
        return False
    return actor.organisation.pk in offices_of(achievement) and not has_stake(actor, achievement)


def can_keep_takedown(actor: Actor | None, takedown: Takedown) -> bool:
    """The heads of the office that took it down: the evidence, and the decision to reinstate."""
    if actor is None or not can_keep_takedowns(actor):
        return False
    return same_organisation(actor, takedown.office_id) and not has_stake(actor, takedown.achievement)


def offices_of(achievement: Achievement) -> set[int]:
    """The exchanges to which an achievement has come: by a listing, an audit, or an import of catalogue records."""
    offices = set(achievement.listings.values_list("exchange", flat=True))
    offices |= {achievement.case.office_id} if achievement.case else set()
    entry = getattr(achievement, "catalogue_entry", None)
    return offices | ({entry.batch.case.office_id} if entry and entry.batch.case else set())


def can_follow_takedowns(actor: Actor | None) -> bool:
    """The holders' people: what of theirs was taken down, and how that stands."""
    return can_post_achievement(actor) or can_review_achievements(actor)


def can_follow_takedown(actor: Actor | None, takedown: Takedown) -> bool:
    """Whoever could see the achievement for its holder: its author and the holder's officers."""
    return can_see_achievement(actor, takedown.achievement)
