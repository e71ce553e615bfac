"""A data room as its pages show it, and what the public page of a listing says of it."""

from dataclasses import dataclass

from django.urls import reverse

from listings.lifecycles import ROOM_ACCESS
from listings.models import DataRoom, Listing, RoomAccess
from listings.permissions.data_room import can_visit_room
from listings.permissions.supply import is_seller
from listings.selectors.data_room import (
    RUNNING,
    Shut,
    confidential_files,
    data_room_path,
    export_decision_of,
    keeping_path,
    log_of,
    needs_export_decision,
    room_of_listing,
    shown_state,
    shut_room,
    signature_of,
)
from tte.accounts.actor import Actor
from tte.files.sniffing import PDF

LATEST = 20


@dataclass(frozen=True)
class RoomPanel:
    """`url` is empty for who has no way in; `keeps` is the holder's own door."""

    url: str
    keeps: bool = False
    signs_in: bool = False


def room_panel(actor: Actor | None, listing: Listing) -> RoomPanel | None:
    """Nothing where there is no room, or where it is closed with its listing."""
    room = room_of_listing(listing)
    if room is None or listing.state not in RUNNING:
        return None
    if is_seller(actor, listing):
        return RoomPanel(keeping_path(listing), keeps=True)
    if can_visit_room(actor, room):
        return RoomPanel(data_room_path(listing))
    sign_in = f"{reverse('account_login')}?next={data_room_path(listing)}"
    return RoomPanel(sign_in, signs_in=True) if actor is None else RoomPanel("")


def room_context(room: DataRoom, access: RoomAccess | None, shut: Shut | None) -> dict:
    is_open = access is not None and shut is None
    return {
        "room": room,
        "listing": room.listing,
        "access": access,
        "shut": shut,
        "state": shown_state(access) if access else "",
        "signature": signature_of(access) if access else None,
        "decision": export_decision_of(access) if access else None,
        "files": list(confidential_files(room.listing)) if is_open else [],
        "pdf": PDF,
        "may_ask": access is None or ROOM_ACCESS.allows("ask_again", access.state),
        "is_over": shut is not None and shut.code == "ended",
    }


def access_context(access: RoomAccess) -> dict:
    return {
        "access": access,
        "listing": access.room.listing,
        "state": shown_state(access),
        "shut": shut_room(access),
        "signature": signature_of(access),
        "gate": needs_export_decision(access.organisation),
        "decision": export_decision_of(access),
        "log": list(log_of(access.room).filter(access=access)[:LATEST]),
    }
