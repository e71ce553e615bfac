"""What waits for those who post achievements and review them for their unit, and the way to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import AchievementState
from listings.models import Achievement
from listings.permissions.supply import can_post_achievement, can_review_achievements
from tte.accounts.actor import Actor
from tte.common.duties import Duty
from tte.common.parts import Group, Link


def duties(actor: Actor) -> list[Duty]:
    found = []
    if can_post_achievement(actor):
        found += _author_duties(actor)
    if can_review_achievements(actor):
        found.append(Duty(_("Achievements to review for the unit"), _to_review(actor), reverse("listings:unit_review")))
    return found


def rail(actor: Actor) -> list[Group]:
    items = []
    if can_post_achievement(actor):
        items.append(Link(_("My achievements"), reverse("listings:achievements"), "document"))
    if can_review_achievements(actor):
        items.append(Link(_("Unit review"), reverse("listings:unit_review"), "check", _to_review(actor)))
    return [Group(_("Achievements"), items)] if items else []


def _author_duties(actor: Actor) -> list[Duty]:
    mine = Achievement.objects.filter(holder=actor.organisation, posted_by=actor.user)
    url = reverse("listings:achievements")
    return [
        Duty(_("Corrections the exchange asks for"), mine.filter(state=AchievementState.CORRECTION).count(), url),
        Duty(_("Drafts not yet submitted"), mine.filter(state=AchievementState.DRAFT).count(), url),
    ]


def _to_review(actor: Actor) -> int:
    return Achievement.objects.filter(holder=actor.organisation, state=AchievementState.SUBMITTED).count()
