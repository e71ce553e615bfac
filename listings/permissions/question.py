"""Who asks, who answers, who reads a conversation, and who follows a listing."""

from listings.enums import QuestionAudience
from listings.models import Listing, Question
from listings.permissions.audit import can_audit_listings
from listings.permissions.notice import can_govern_listing
from listings.permissions.stake import is_of_holder
from listings.permissions.supply import can_post_achievement, can_review_achievements, can_see_achievement, is_seller
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission


def can_ask_questions(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.QUESTION_ASK)


def can_ask_about(actor: Actor | None, listing: Listing) -> bool:
    """Whoever acts for another organisation than the holder, and belongs to the holder in no other way."""
    return actor is not None and can_ask_questions(actor) and not is_of_holder(actor, listing.achievement)


def can_open_questions(actor: Actor | None) -> bool:
    """The list of conversations: of those who ask, of the holder's people, of the exchange's auditors."""
    sides = (can_ask_questions, can_review_achievements, can_post_achievement, can_audit_listings)
    return any(one(actor) for one in sides)


def is_asker(actor: Actor | None, question: Question) -> bool:
    return can_ask_questions(actor) and same_organisation(actor, question.organisation_id)


def can_answer_question(actor: Actor | None, question: Question) -> bool:
    """The holder speaks by its officers."""
    return is_seller(actor, question.listing)


def can_write(actor: Actor | None, question: Question) -> bool:
    """The holder, and the asker in private; before everybody it asks anew."""
    private = question.audience == QuestionAudience.PRIVATE
    return can_answer_question(actor, question) or (private and is_asker(actor, question))


def can_oversee_question(actor: Actor | None, question: Question) -> bool:
    """The exchange that published the listing, without anybody who belongs to one of the two sides (R8-31)."""
    if actor is None or not can_govern_listing(actor, question.listing):
        return False
    return not question.organisation.memberships.filter(user=actor.user, ended_at=None).exists()


def can_report_question(actor: Actor | None, question: Question) -> bool:
    return is_asker(actor, question) or can_answer_question(actor, question)


def can_see_question(actor: Actor | None, question: Question) -> bool:
    """The two sides, with the author of the achievement, and the exchange; to everybody else it does not exist."""
    is_side = can_report_question(actor, question) or can_see_achievement(actor, question.listing.achievement)
    return is_side or can_oversee_question(actor, question)


def can_follow_listings(actor: Actor | None) -> bool:
    """Everybody who has signed in."""
    return actor is not None


def can_follow_listing(actor: Actor | None, listing: Listing) -> bool:
    return can_follow_listings(actor)
