"""What the public page of a listing says of its data room, and the way in for who has one."""

from dataclasses import dataclass

from django.urls import reverse

from listings.models import Listing
from listings.permissions.data_room import can_visit_room
from listings.permissions.supply import is_seller
from listings.selectors.data_room import RUNNING, keeping_path, room_of_listing, room_path
from tte.accounts.actor import Actor


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
        return RoomPanel(room_path(listing))
    sign_in = f"{reverse('account_login')}?next={room_path(listing)}"
    return RoomPanel(sign_in, signs_in=True) if actor is None else RoomPanel("")
