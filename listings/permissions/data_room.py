"""Who asks for a data room, opens it, reads in it, and decides before it on exports."""

from listings.enums import RoomAccessState
from listings.models import Attachment, DataRoom, RoomAccess
from listings.permissions.audit import can_audit_listings
from listings.permissions.bidding import can_register_intents
from listings.permissions.stake import has_stake_in
from listings.permissions.supply import can_review_achievements, is_seller
from tte.accounts.actor import Actor, same_organisation

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


def can_decide_access(actor: Actor | None, access: RoomAccess) -> bool:
    return is_seller(actor, access.room.listing)


def can_see_access(actor: Actor | None, access: RoomAccess) -> bool:
    """The two sides of an access: each is led to its own page."""
    return can_decide_access(actor, access) or can_use_access(actor, access)


def can_read_room_log(actor: Actor | None) -> bool:
    """Holders read who looked into their rooms, enterprises what their own people took."""
    return can_review_achievements(actor) or can_enter_rooms(actor)


def can_decide_export(actor: Actor | None, access: RoomAccess) -> bool:
    """The exchange that published the listing, without anybody who belongs to one of the two sides (R8-31)."""
    if actor is None or not can_audit_listings(actor):
        return False
    listing = access.room.listing
    is_side = access.organisation.memberships.filter(user=actor.user, ended_at=None).exists()
    return same_organisation(actor, listing.exchange_id) and not is_side and not has_stake_in(actor, listing)
