"""Looks and downloads: each is a row before anything is shown, and only while the room is open (R8-05)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import RoomAct
from listings.models import Attachment, RoomAccess, RoomEntry
from listings.selectors.data_room import Shut, accesses, shut_room
from listings.watermark import marked
from tte.accounts.actor import Actor
from tte.common.clock import now, official_zone
from tte.common.errors import DomainError
from tte.files.sniffing import PDF


class RoomShut(DomainError):
    """The room is not open now; `shut` says why, for its page."""

    code = "room_shut"

    def __init__(self, shut: Shut) -> None:
        super().__init__(shut.sentence)
        self.shut = shut


class FileNotOffered(DomainError):
    code = "file_not_offered"


@dataclass(frozen=True)
class Copy:
    """What is handed out: the marked document, or None for the file as it was kept."""

    entry: RoomEntry
    content: bytes | None


@transaction.atomic
def view_room(*, access: RoomAccess, address: str, by: Actor) -> RoomEntry:
    """Log that somebody saw what the room holds."""
    access = _still_open(access)
    return _log(access, RoomAct.VIEW, address, by)


def take_file(*, access: RoomAccess, attachment: Attachment, address: str, by: Actor) -> Copy:
    """The file for this person, logged once and for good before the first byte is sent, or a refusal and no row.

    The mark is drawn before the access is locked; whether the room is still open is asked again under the lock.
    """
    is_pdf = attachment.file.content_type == PDF
    if shut := shut_room(access):
        raise RoomShut(shut)
    if not is_pdf and not access.room.offers_unmarked:
        raise FileNotOffered(_("The holder hands out only documents that can be marked"))
    content = _marked_for(access, attachment, by) if is_pdf else None
    with transaction.atomic():
        access = _still_open(access)
        entry = _log(access, RoomAct.DOWNLOAD, address, by, attachment=attachment, marked=is_pdf)
    return Copy(entry, content)


def _marked_for(access: RoomAccess, attachment: Attachment, by: Actor) -> bytes:
    name = access.organisation.name_zh or access.organisation.name_en
    moment = now().astimezone(official_zone()).strftime("%Y-%m-%d %H:%M:%S %z")
    return marked(attachment.file, f"{name} · {by.user.name} · {moment}")


def _still_open(access: RoomAccess) -> RoomAccess:
    """The access under its lock, with its listing as it is now."""
    found = accesses().select_for_update(of=("self",), no_key=True).get(pk=access.pk)
    if shut := shut_room(found):
        raise RoomShut(shut)
    return found


def _log(
    access: RoomAccess,
    act: RoomAct,
    address: str,
    by: Actor,
    attachment: Attachment | None = None,
    marked: bool = False,
) -> RoomEntry:
    return RoomEntry.objects.create(
        access=access,
        organisation=access.organisation,
        person=by.user,
        act=act,
        attachment=attachment,
        file_name=attachment.file.name if attachment else "",
        file_sha256=attachment.file.sha256 if attachment else "",
        marked=marked,
        address=address,
    )
