"""What waits for an actor in conversations, and the way to them and to what one follows."""

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import QuestionState
from listings.permissions.audit import can_audit_listings
from listings.permissions.question import can_ask_questions, can_open_questions
from listings.permissions.supply import can_review_achievements
from listings.selectors.question import new_answers, reported_to, to_answer
from tte.accounts.actor import Actor
from tte.common.duties import Duty
from tte.common.parts import Group, Link


def duties(actor: Actor) -> list[Duty]:
    found: list[Duty] = []
    own, url = actor.organisation, reverse("listings:questions")
    if own is None:
        return found
    if can_review_achievements(actor):
        waiting = to_answer(own)
        first = waiting.aggregate(first=Min("due_at"))["first"]
        mine = f"{url}?state={QuestionState.ASKED}&sort=due"
        found.append(Duty(_("Questions to answer"), waiting.count(), mine, first))
    if can_ask_questions(actor):
        answered = new_answers(actor)
        found.append(Duty(_("Answers you have not read"), answered.count(), f"{url}?new=on"))
    if can_audit_listings(actor):
        found.append(Duty(_("Reported conversations"), reported_to(actor).count(), f"{url}?reported=on"))
    return found


def rail(actor: Actor) -> list[Group]:
    items = []
    if can_open_questions(actor):
        items.append(Link(_("Questions and messages"), reverse("listings:questions"), "talk"))
    items.append(Link(_("What I follow"), reverse("listings:followed"), "star"))
    return [Group(_("Listings"), items)]
