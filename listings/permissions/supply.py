"""Who posts an achievement, reviews it for its unit, and sees what belongs to it."""

from listings.enums import CLOSED_RECORDS, AchievementState, AttachmentAudience, ListingState
from listings.models import Achievement, Attachment, IPRight, Listing, Picture
from listings.permissions.audit import can_audit_case
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.roles import Permission
from tte.casework.models import Case
from tte.casework.permissions import can_open_case
from tte.common.doors import admits_visitors


def can_post_achievement(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.ACHIEVEMENT_POST)


def can_review_achievements(actor: Actor | None) -> bool:
    """The unit officer's desk."""
    return has_permission(actor, Permission.ACHIEVEMENT_SUBMIT)


def can_see_achievement(actor: Actor | None, achievement: Achievement) -> bool:
    """Its author and the officers of its holder; auditors see it through its case."""
    if actor is None or not same_organisation(actor, achievement.holder_id):
        return False
    is_author = can_post_achievement(actor) and achievement.posted_by_id == actor.user.pk
    return is_author or can_review_achievements(actor)


def can_edit_achievement(actor: Actor | None, achievement: Achievement) -> bool:
    """The author writes; an officer may mend what the unit owns. Approved terms are frozen (R3-42)."""
    is_open = achievement.state in (AchievementState.DRAFT, AchievementState.CORRECTION)
    return is_open and can_see_achievement(actor, achievement)


def can_edit_part(actor: Actor | None, part: IPRight | Attachment | Picture) -> bool:
    """A right, a file or a picture belongs to its achievement."""
    return can_edit_achievement(actor, part.achievement)


def can_review_achievement(actor: Actor | None, achievement: Achievement) -> bool:
    return can_review_achievements(actor) and same_organisation(actor, achievement.holder_id)


def can_work_unit_case(actor: Actor | None, case: Case) -> bool:
    """The officers of the unit whose case it is."""
    return can_review_achievements(actor) and same_organisation(actor, case.office_id)


@admits_visitors
def can_view_listing(actor: Actor | None, listing: Listing) -> bool:
    """Every published listing is public, also after its end."""
    return True


@admits_visitors
def can_open_attachment(actor: Actor | None, attachment: Attachment) -> bool:
    """Public files of a listing for everybody; all files for the holder's people and the auditing office."""
    is_public = attachment.audience == AttachmentAudience.PUBLIC and is_shown(attachment.achievement)
    return is_public or can_read_versions(actor, attachment.achievement)


@admits_visitors
def can_see_picture(actor: Actor | None, picture: Picture) -> bool:
    """As a public file: for everybody while there is a listing, before that for the holder's people and the office."""
    return is_shown(picture.achievement) or can_read_versions(actor, picture.achievement)


def can_read_versions(actor: Actor | None, achievement: Achievement) -> bool:
    """The holder's people, and those of the office that audits it to whom its case is open (R8-31)."""
    if can_see_achievement(actor, achievement):
        return True
    case = achievement.case
    return case is not None and can_audit_case(actor, case) and can_open_case(actor, case)


def takes_filing(achievement: Achievement) -> bool:
    """Its approval is to be filed, and its form is closed: until then the date stands there (R3-07)."""
    return achievement.is_to_be_filed and achievement.state in CLOSED_RECORDS


def can_record_filing(actor: Actor | None, achievement: Achievement) -> bool:
    """The holder's people, and those of the office that audits it to whom its case is open (R8-31)."""
    return takes_filing(achievement) and can_read_versions(actor, achievement)


def is_shown(achievement: Achievement) -> bool:
    listing = getattr(achievement, "listing", None)
    return listing is not None and listing.state != ListingState.WITHDRAWN


def is_seller(actor: Actor | None, listing: Listing) -> bool:
    """Decides for the holder: its officers."""
    return can_review_achievements(actor) and same_organisation(actor, listing.holder_id)
