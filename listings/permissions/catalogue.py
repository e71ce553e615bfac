"""Who reads, completes, imports and audits records of the catalogue."""

from listings.enums import AchievementState, ListingState
from listings.models import Achievement, CatalogueBatch
from listings.permissions.audit import can_audit_case, can_check_again
from listings.permissions.supply import can_review_achievements
from tte.accounts.actor import Actor, same_organisation
from tte.casework.permissions import can_open_case
from tte.common.doors import admits_visitors


@admits_visitors
def can_view_record(actor: Actor | None, achievement: Achievement) -> bool:
    """Catalogue records are public; one that has become a listing leads there. Everything between is nobody's sight."""
    listing = achievement.listing
    is_listed = listing is not None and listing.state != ListingState.WITHDRAWN
    return is_listed or achievement.state == AchievementState.CATALOGUED


def can_complete_record(actor: Actor | None, achievement: Achievement) -> bool:
    """The officers of the institution that brought it in."""
    is_record = achievement.state == AchievementState.CATALOGUED
    return is_record and can_review_achievements(actor) and same_organisation(actor, achievement.holder_id)


def can_attach_batch_paper(actor: Actor | None, batch: CatalogueBatch) -> bool:
    """The officers of the institution that imported it."""
    return can_review_achievements(actor) and same_organisation(actor, batch.holder_id)


def can_see_batch(actor: Actor | None, batch: CatalogueBatch) -> bool:
    """The officers of the institution that imported it, and who may decide on it."""
    return can_attach_batch_paper(actor, batch) or can_audit_batch(actor, batch)


def can_list_batch_records(actor: Actor | None, batch: CatalogueBatch) -> bool:
    """The officers of the institution; who audits sees a sample that nobody can choose, and what was found."""
    return can_attach_batch_paper(actor, batch)


def can_audit_batch(actor: Actor | None, batch: CatalogueBatch) -> bool:
    """The auditors of its office whose interests none of its records touches (R8-31)."""
    return batch.case is not None and can_audit_case(actor, batch.case) and can_open_case(actor, batch.case)


def can_check_batch_again(actor: Actor | None, batch: CatalogueBatch) -> bool:
    return batch.case is not None and can_audit_batch(actor, batch) and can_check_again(actor, batch.case)
