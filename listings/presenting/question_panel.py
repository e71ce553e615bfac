"""What the public page of a listing says of questions, of messages to its holder, and of following it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from listings.enums import QuestionAudience
from listings.models import Listing
from listings.permissions.question import can_ask_about
from listings.permissions.stake import is_of_holder
from listings.selectors.follow import follows
from listings.selectors.question import Shown, public_questions, takes_questions
from tte.accounts.actor import Actor
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule


@dataclass(frozen=True)
class QuestionPanel:
    """The ways are empty for who has none; a visitor's lead by the sign-in page."""

    shown: Shown
    is_open: bool
    is_own: bool
    signs_in: bool
    ask_url: str
    write_url: str
    answer_in: RuleValue


@dataclass(frozen=True)
class FollowPanel:
    url: str
    follows: bool
    sign_in_url: str


def question_panels(actor: Actor | None, listing: Listing) -> dict:
    return {"asked": question_panel(actor, listing), "follow": follow_panel(actor, listing)}


def question_panel(actor: Actor | None, listing: Listing) -> QuestionPanel:
    ask = reverse("listings:ask", args=[listing.code])
    ways = [f"{ask}?{urlencode({'audience': audience})}" for audience in QuestionAudience.values]
    is_open = takes_questions(listing)
    if actor is None:
        ways = [sign_in_then(way) for way in ways]
    elif not can_ask_about(actor, listing):
        ways = ["", ""]
    public, private = ways if is_open else ["", ""]
    return QuestionPanel(
        shown=public_questions(listing),
        is_open=is_open,
        is_own=actor is not None and is_of_holder(actor, listing.achievement),
        signs_in=actor is None,
        ask_url=public,
        write_url=private,
        answer_in=rule(RuleKey.QUESTION_ANSWER, rule_set=listing.rule_set),
    )


def follow_panel(actor: Actor | None, listing: Listing) -> FollowPanel:
    here = reverse("listings:listing", args=[listing.code])
    url = reverse("listings:follow", args=[listing.code])
    if actor is None:
        return FollowPanel(url, follows=False, sign_in_url=sign_in_then(here))
    return FollowPanel(url, follows=follows(actor.user, listing), sign_in_url="")


def sign_in_then(path: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': path})}"
