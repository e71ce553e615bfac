"""Who may do what with achievements, listings and what is offered on them."""

from listings.enums import (
    AchievementState,
    AttachmentAudience,
    DisclosureState,
    IntentState,
    ListingState,
    RoomAccessState,
)
from listings.models import (
    Achievement,
    Announcement,
    Attachment,
    Auction,
    CatalogueBatch,
    DataRoom,
    Deal,
    Disclosure,
    Intent,
    IPRight,
    Listing,
    Picture,
    Proposal,
    RoomAccess,
)
from listings.permissions_stake import has_stake_in
from tte.accounts.actor import Actor, has_permission, same_organisation
from tte.accounts.enums import OrganisationKind
from tte.accounts.roles import Permission
from tte.casework.models import Case, Reaudit
from tte.casework.permissions import can_open_case, leads_cases
from tte.common.doors import admits_visitors

# --- supply


def can_post_achievement(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.ACHIEVEMENT_POST)


def can_review_achievements(actor: Actor | None) -> bool:
    """The unit officer's desk."""
    return has_permission(actor, Permission.ACHIEVEMENT_SUBMIT)


def can_see_achievement(actor: Actor | None, achievement: Achievement) -> bool:
    """Its author and the officers of its holder; auditors see it through its case."""
    if not same_organisation(actor, achievement.holder_id):
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


def can_submit_achievement(actor: Actor | None, achievement: Achievement) -> bool:
    return can_edit_achievement(actor, achievement)


def can_review_achievement(actor: Actor | None, achievement: Achievement) -> bool:
    return can_review_achievements(actor) and same_organisation(actor, achievement.holder_id)


def can_work_unit_case(actor: Actor | None, case: Case) -> bool:
    """The officers of the unit whose case it is."""
    return can_review_achievements(actor) and same_organisation(actor, case.office_id)


def can_audit_listings(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.LISTING_AUDIT)


def can_see_audits(actor: Actor | None) -> bool:
    """The auditors and the head of an exchange."""
    return can_audit_listings(actor) or (leads_cases(actor) and _at_an_exchange(actor))


def _at_an_exchange(actor: Actor | None) -> bool:
    organisation = actor.organisation if actor else None
    return organisation is not None and organisation.kind == OrganisationKind.EXCHANGE


def can_see_case(actor: Actor | None, case: Case) -> bool:
    """The case in the queue; what is in it is opened by `can_open_case` alone (R8-31)."""
    return can_see_audits(actor) and same_organisation(actor, case.office_id)


def can_audit_case(actor: Actor | None, case: Case) -> bool:
    return can_audit_listings(actor) and same_organisation(actor, case.office_id)


def can_check_again(actor: Actor | None, case: Case) -> bool:
    """The office's auditors, as long as the case is open."""
    return can_audit_case(actor, case) and case.closed_at is None


def can_see_second_look(actor: Actor | None, look: Reaudit) -> bool:
    """An auditor who had no part in the first audit; to whoever had one it does not exist (R8-31)."""
    return can_audit_listings(actor) and can_open_case(actor, look.case)


@admits_visitors
def can_view_listing(actor: Actor | None, listing: Listing) -> bool:
    """Every published listing is public, also after its end."""
    return True


@admits_visitors
def can_open_attachment(actor: Actor | None, attachment: Attachment) -> bool:
    """Public files of a listing for everybody; all files for the holder's people and the auditing office."""
    is_public = attachment.audience == AttachmentAudience.PUBLIC and _is_shown(attachment.achievement)
    return is_public or can_read_versions(actor, attachment.achievement)


@admits_visitors
def can_see_picture(actor: Actor | None, picture: Picture) -> bool:
    """As a public file: for everybody while there is a listing, before that for the holder's people and the office."""
    return _is_shown(picture.achievement) or can_read_versions(actor, picture.achievement)


def can_read_versions(actor: Actor | None, achievement: Achievement) -> bool:
    """The holder's people, and those of the office that audits it to whom its case is open (R8-31)."""
    if can_see_achievement(actor, achievement):
        return True
    case = achievement.case
    return case is not None and can_audit_case(actor, case) and can_open_case(actor, case)


def _is_shown(achievement: Achievement) -> bool:
    listing = getattr(achievement, "listing", None)
    return listing is not None and listing.state != ListingState.WITHDRAWN


# --- the notice


def can_plan_notice(actor: Actor | None, achievement: Achievement) -> bool:
    """Whoever may write the achievement states what its notice will say; then it is frozen."""
    return can_edit_achievement(actor, achievement)


def can_govern_listing(actor: Actor | None, listing: Listing) -> bool:
    """The auditors of the exchange that published it, but nobody who belongs to one of its sides (R8-31)."""
    is_office = can_audit_listings(actor) and same_organisation(actor, listing.exchange_id)
    return is_office and actor is not None and not has_stake_in(actor, listing)


def can_see_notice(actor: Actor | None, listing: Listing) -> bool:
    """That a listing has a desk; what is on it, `can_open_notice` alone opens (R8-31)."""
    office = can_audit_listings(actor) and same_organisation(actor, listing.exchange_id)
    return office or is_seller(actor, listing)


def can_open_notice(actor: Actor | None, listing: Listing) -> bool:
    """The desk of a listing: the holder's officers, and the exchange's auditors without a stake in it (R8-31)."""
    return is_seller(actor, listing) or can_govern_listing(actor, listing)


def can_propose(actor: Actor | None, listing: Listing) -> bool:
    return is_seller(actor, listing)


def can_decide_proposal(actor: Actor | None, proposal: Proposal) -> bool:
    return can_govern_listing(actor, proposal.listing)


def can_open_evidence(actor: Actor | None, proposal: Proposal) -> bool:
    """The paper of a request: who asked and who decides."""
    return can_open_notice(actor, proposal.listing)


# --- catalogue


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


def can_import_achievements(actor: Actor | None) -> bool:
    return can_review_achievements(actor)


def can_see_batch(actor: Actor | None, batch: CatalogueBatch) -> bool:
    """The officers of the institution that imported it, and the office that decides on it."""
    if can_import_achievements(actor) and same_organisation(actor, batch.holder_id):
        return True
    return can_audit_batch(actor, batch)


def can_audit_batch(actor: Actor | None, batch: CatalogueBatch) -> bool:
    return batch.case is not None and can_audit_case(actor, batch.case)


def can_check_batch_again(actor: Actor | None, batch: CatalogueBatch) -> bool:
    return can_audit_batch(actor, batch) and can_check_again(actor, batch.case)


# --- bidding


def can_register_intents(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.INTENT_REGISTER)


def can_record_deposits(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.DEPOSIT_CONFIRM)


def can_record_deposit(actor: Actor | None, intent: Intent) -> bool:
    """The finance officers of the exchange that published the listing who belong to none of its sides (R8-31)."""
    is_office = can_record_deposits(actor) and same_organisation(actor, intent.listing.exchange_id)
    return is_office and actor is not None and not has_stake_in(actor, intent.listing)


def can_qualify_bidders(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.BIDDER_QUALIFY)


def can_see_qualification(actor: Actor | None, listing: Listing) -> bool:
    """The listing in the list; who its takers are, `can_qualify_bidders_of` alone opens (R8-31)."""
    return can_qualify_bidders(actor) and same_organisation(actor, listing.exchange_id)


def can_qualify_bidders_of(actor: Actor | None, listing: Listing) -> bool:
    """The auditors of its exchange who belong to none of its sides (R8-31)."""
    return actor is not None and can_see_qualification(actor, listing) and not has_stake_in(actor, listing)


def can_place_bids(actor: Actor | None) -> bool:
    """Whoever bids for an enterprise. Whether it is admitted to the lot is proved by the arrival itself."""
    return has_permission(actor, Permission.BID_PLACE)


@admits_visitors
def can_watch_bidding(actor: Actor | None, auction: Auction) -> bool:
    """Biddings are public: codes and prices, never names before the end (R3-51)."""
    return True


def is_bidder(actor: Actor | None, listing: Listing) -> bool:
    """Acts for an enterprise that is qualified for this listing."""
    return (
        can_place_bids(actor)
        and listing.intents.filter(bidder_id=actor.membership.organisation_id, state=IntentState.QUALIFIED).exists()
    )


def is_seller(actor: Actor | None, listing: Listing) -> bool:
    """Decides for the holder: its officers."""
    return can_review_achievements(actor) and same_organisation(actor, listing.holder_id)


def can_see_negotiation(actor: Actor | None, listing: Listing) -> bool:
    """The two sides and the exchange's auditors; nobody else."""
    return is_seller(actor, listing) or can_qualify_bidders_of(actor, listing) or is_bidder(actor, listing)


def can_make_offer(actor: Actor | None, listing: Listing) -> bool:
    return listing.state == ListingState.NEGOTIATING and is_bidder(actor, listing)


def can_accept_offer(actor: Actor | None, listing: Listing) -> bool:
    return listing.state == ListingState.NEGOTIATING and is_seller(actor, listing)


def can_end_negotiation(actor: Actor | None, listing: Listing) -> bool:
    return listing.state == ListingState.NEGOTIATING and can_qualify_bidders_of(actor, listing)


def can_see_deals(actor: Actor | None) -> bool:
    """Everybody who acts for an organisation has a list of its deals; it may be empty."""
    return actor is not None and actor.membership is not None


def can_see_deal(actor: Actor | None, deal: Deal) -> bool:
    """Both sides, and the exchange's auditors and finance officers without a stake in it (R8-31).

    The public reads the disclosure.
    """
    if same_organisation(actor, deal.seller_id) or same_organisation(actor, deal.buyer_id):
        return True
    office = same_organisation(actor, deal.listing.exchange_id)
    works = office and (can_confirm_deals(actor) or can_record_deposits(actor))
    return works and actor is not None and not has_stake_in(actor, deal.listing)


def can_confirm_deals(actor: Actor | None) -> bool:
    return has_permission(actor, Permission.DEAL_CONFIRM)


def can_confirm_deal(actor: Actor | None, deal: Deal) -> bool:
    """The auditors of the exchange who belong to none of the sides (R8-31)."""
    office = can_confirm_deals(actor) and same_organisation(actor, deal.listing.exchange_id)
    return office and actor is not None and not has_stake_in(actor, deal.listing)


def can_draft_contract_of(actor: Actor | None, deal: Deal) -> bool:
    """The seller's officers draft the contract of a confirmed deal (R1-11)."""
    files = has_permission(actor, Permission.CONTRACT_FILE)
    is_free = deal.listing.state == ListingState.SOLD
    return deal.confirmed_at is not None and is_free and files and same_organisation(actor, deal.seller_id)


@admits_visitors
def can_read_announcement(actor: Actor | None, announcement: Announcement) -> bool:
    """What was announced is public, as the listing it tells of is."""
    return can_view_listing(actor, announcement.listing)


@admits_visitors
def can_read_disclosure(actor: Actor | None, disclosure: Disclosure) -> bool:
    return disclosure.state == DisclosureState.PUBLISHED


# --- data rooms

EVER_OPEN = (RoomAccessState.GRANTED, RoomAccessState.WITHDRAWN)


def can_enter_rooms(actor: Actor | None) -> bool:
    """Whoever looks at achievements for an enterprise."""
    return can_register_intents(actor)


def can_visit_room(actor: Actor | None, room: DataRoom) -> bool:
    """The way into a room: asking, signing, reading. The holder has its own door."""
    return can_enter_rooms(actor) and not same_organisation(actor, room.listing.holder_id)


def can_use_access(actor: Actor | None, access: RoomAccess) -> bool:
    """An access belongs to one enterprise, and each of its people enters as themselves."""
    return can_enter_rooms(actor) and same_organisation(actor, access.organisation_id)


def can_take_room_file(actor: Actor | None, attachment: Attachment) -> bool:
    """Whom the room was opened to; whether it still is open is proved as the file is taken, with a sentence if not."""
    if actor is None or not can_enter_rooms(actor):
        return False
    mine = RoomAccess.objects.filter(organisation=actor.organisation, state__in=EVER_OPEN)
    return mine.filter(room__listing__achievement=attachment.achievement_id).exists()


def can_keep_rooms(actor: Actor | None) -> bool:
    return can_review_achievements(actor)


def can_keep_room(actor: Actor | None, listing: Listing) -> bool:
    return is_seller(actor, listing)


def can_decide_access(actor: Actor | None, access: RoomAccess) -> bool:
    return is_seller(actor, access.room.listing)


def can_see_access(actor: Actor | None, access: RoomAccess) -> bool:
    """The two sides of an access: each is led to its own page."""
    return can_decide_access(actor, access) or can_use_access(actor, access)


def can_read_room_log(actor: Actor | None) -> bool:
    """Holders read who looked into their rooms, enterprises what their own people took."""
    return can_keep_rooms(actor) or can_enter_rooms(actor)


def can_decide_exports(actor: Actor | None) -> bool:
    return can_audit_listings(actor)


def can_decide_export(actor: Actor | None, access: RoomAccess) -> bool:
    """The exchange that published the listing, without anybody who belongs to one of the two sides (R8-31)."""
    if actor is None or not can_decide_exports(actor):
        return False
    listing = access.room.listing
    is_side = access.organisation.memberships.filter(user=actor.user, ended_at=None).exists()
    return same_organisation(actor, listing.exchange_id) and not is_side and not has_stake_in(actor, listing)
