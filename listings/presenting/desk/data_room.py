"""What waits for an actor at data rooms and at the export gate, and the way there."""

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import RoomAccessState
from listings.permissions.audit import can_audit_listings
from listings.permissions.data_room import can_enter_rooms, can_read_room_log
from listings.permissions.supply import can_review_achievements
from listings.selectors.data_room import RUNNING, accesses_of, undecided_gates, waiting_accesses
from tte.accounts.actor import Actor
from tte.common.duties import Duty
from tte.common.parts import Group, Link


def duties(actor: Actor) -> list[Duty]:
    found: list[Duty] = []
    office = actor.organisation
    if office is None:
        return found
    if can_review_achievements(actor):
        waiting = waiting_accesses(office).count()
        found.append(Duty(_("Enterprises that wait for a data room"), waiting, reverse("listings:kept_rooms")))
    if can_enter_rooms(actor):
        unsigned = accesses_of(office).filter(state=RoomAccessState.ASKED, room__listing__state__in=RUNNING)
        found.append(Duty(_("Confidentiality agreements to sign"), unsigned.count(), reverse("listings:data_rooms")))
    if can_audit_listings(actor):
        found.append(Duty(_("Export gates to decide"), undecided_gates(actor), reverse("listings:export_gates")))
    return found


def rail(actor: Actor) -> list[Group]:
    items = []
    if can_review_achievements(actor):
        items.append(Link(_("Data rooms of the unit"), reverse("listings:kept_rooms"), "key"))
    if can_enter_rooms(actor):
        items.append(Link(_("My data rooms"), reverse("listings:data_rooms"), "key"))
    if can_read_room_log(actor):
        items.append(Link(_("Log of data rooms"), reverse("listings:data_room_log"), "list"))
    if can_audit_listings(actor):
        items.append(Link(_("Export gate"), reverse("listings:export_gates"), "shield"))
    return [Group(_("Confidential"), items)] if items else []
