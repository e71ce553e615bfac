from datetime import datetime

from django.db.models import QuerySet

from listings.enums import AchievementState
from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement
from listings.permissions.supply import can_edit_achievement, can_review_achievement, can_see_achievement
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.accounts.roles import Permission
from tte.accounts.selectors.people import members_among, people_with
from tte.trail.models import Event
from tte.trail.selectors import events_of


def achievements() -> QuerySet[Achievement]:
    """Achievements with what every page of theirs asks for."""
    rows = Achievement.objects.select_related("holder", "posted_by", "secrecy__paper", "case__office")
    return rows.prefetch_related("listings")


def my_achievements(actor: Actor) -> QuerySet[Achievement]:
    """What the person posted through the acting organisation, newest first."""
    return (
        Achievement.objects.filter(holder=actor.organisation, posted_by=actor.user)
        .exclude(state__in=(AchievementState.IMPORTED, AchievementState.CATALOGUED))
        .prefetch_related("listings")
        .order_by("-posted_at", "-pk")
    )


def unit_achievements(actor: Actor) -> QuerySet[Achievement]:
    """All that authors of the unit have submitted, newest first. Catalogue records are found in the catalogue."""
    return (
        Achievement.objects.filter(holder=actor.organisation)
        .exclude(state__in=(AchievementState.DRAFT, AchievementState.IMPORTED, AchievementState.CATALOGUED))
        .select_related("posted_by")
        .prefetch_related("listings")
        .order_by("-posted_at", "-pk")
    )


def people_of(achievement: Achievement) -> list[User]:
    """Who is told what becomes of it: its author, as long as they act for the holder, and its officers, each once."""
    officers = people_with(achievement.holder, Permission.ACHIEVEMENT_SUBMIT).exclude(pk=achievement.posted_by_id)
    return [*members_among([achievement.posted_by], achievement.holder), *officers.order_by("pk")]


def author_or_officers(achievement: Achievement) -> list[User]:
    """Whose draft it is: the author's, and once they have left the holder, its officers'."""
    return members_among([achievement.posted_by], achievement.holder) or people_of(achievement)


ACTS = {
    "submit": can_edit_achievement,
    "return": can_review_achievement,
    "forward": can_review_achievement,
    "withdraw": can_see_achievement,
}


def open_acts(actor: Actor | None, achievement: Achievement) -> list[str]:
    """The verbs this actor may carry out now, from the life cycle and the predicates."""
    verbs = ACHIEVEMENT.verbs_from(achievement.state)
    acts = [verb for verb in verbs if verb in ACTS and ACTS[verb](actor, achievement)]
    return ["edit", *acts] if can_edit_achievement(actor, achievement) else acts


def last_return(achievement: Achievement) -> Event | None:
    """The newest reason given by the unit, if the draft came back."""
    return events_of(achievement).filter(kind="achievement.return").last()


def saved_at(achievement: Achievement) -> datetime | None:
    """When the draft was last kept."""
    last = events_of(achievement).last()
    return last.at if last else None


def lapsed_at(achievement: Achievement) -> datetime | None:
    """When its audit was closed since nobody answered in time."""
    if achievement.state != AchievementState.WITHDRAWN:
        return None
    last = events_of(achievement).last()
    return last.at if last and last.kind == "achievement.lapse" else None
