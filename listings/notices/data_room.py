"""What people are told about data rooms."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import RoomAccess
from tte.notices.kinds import notice_area, notice_kind

ROOMS = notice_area("rooms", _("Data rooms"), place=6)

ROOM_ASKED = notice_kind(
    "listings.room_asked",
    area=ROOMS,
    name=_("Data room asked for"),
    title=_("Data room asked for: %(title)s"),
    sentences=(_("%(organisation)s asks for the data room. It signs the confidentiality agreement next."),),
)
ROOM_SIGNED = notice_kind(
    "listings.room_signed",
    area=ROOMS,
    name=_("Confidentiality agreement signed"),
    title=_("Decide on the data room: %(title)s"),
    sentences=(_("%(organisation)s has signed the confidentiality agreement. Open the room to it, or refuse."),),
    duty=True,
)
ROOM_GRANTED = notice_kind(
    "listings.room_granted",
    area=ROOMS,
    name=_("Data room opened"),
    title=_("The data room is open to you: %(title)s"),
    sentences=(_("The people of %(organisation)s may read its files; every view is logged."),),
)
ROOM_REFUSED = notice_kind(
    "listings.room_refused",
    area=ROOMS,
    name=_("Data room refused"),
    title=_("Data room refused: %(title)s"),
    sentences=(_("The holder writes: %(reason)s"), _("You may ask again.")),
)
ROOM_WITHDRAWN = notice_kind(
    "listings.room_withdrawn",
    area=ROOMS,
    name=_("Data room withdrawn"),
    title=_("Access to the data room withdrawn: %(title)s"),
    sentences=(_("The holder writes: %(reason)s"), _("Delete the files you have downloaded; the agreement asks it.")),
)
ROOM_ENDS_SOON = notice_kind(
    "listings.room_ends_soon",
    area=ROOMS,
    name=_("Data room ends soon"),
    title=_("Your access to the data room ends soon: %(title)s"),
    sentences=(_("It ends at %(until)s. Ask the holder in time if you need it for longer."),),
)
ROOM_ENDED = notice_kind(
    "listings.room_ended",
    area=ROOMS,
    name=_("Data room ended"),
    title=_("Your access to the data room has ended: %(title)s"),
    sentences=(_("It ended at %(until)s."), _("Delete the files you have downloaded; the agreement asks it.")),
)
ROOM_GATE_OWED = notice_kind(
    "listings.room_gate_owed",
    area=ROOMS,
    name=_("Export gate to be decided"),
    title=_("Decide on the export gate: %(title)s"),
    sentences=(_("%(organisation)s, outside the country, asks for the data room. It sees no file before you decide."),),
    duty=True,
)
ROOM_GATE_PASSED = notice_kind(
    "listings.room_gate_passed",
    area=ROOMS,
    name=_("Export gate passed"),
    title=_("Export gate passed: %(title)s"),
    sentences=(_("The exchange lets %(organisation)s pass; the holder may open the data room."),),
)
ROOM_GATE_SHUT = notice_kind(
    "listings.room_gate_shut",
    area=ROOMS,
    name=_("Export gate closed"),
    title=_("Export gate closed: %(title)s"),
    sentences=(_("The exchange found the technology prohibited for export; %(organisation)s sees no file of it."),),
)


def access_path(access: RoomAccess) -> str:
    return reverse("listings:room_access", args=[access.pk])


def gate_path(access: RoomAccess) -> str:
    return reverse("listings:export_gate", args=[access.pk])
