"""The enterprise's side of a data room: ask, sign, read. The room itself answers for everybody it may be asked by."""

import ipaddress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from listings.enums import RoomAccessState
from listings.forms.data_room import AskForm, SignForm
from listings.lists.data_room_log import ROOM_LOG
from listings.models import Attachment, DataRoom, RoomAccess
from listings.permissions.data_room import (
    can_enter_rooms,
    can_read_room_log,
    can_take_room_file,
    can_use_access,
    can_visit_room,
)
from listings.presenting.data_room import room_context
from listings.selectors.data_room import (
    Shut,
    access_of,
    access_to_file,
    accesses,
    accesses_of,
    agreement,
    data_room_path,
    room_files,
    rooms,
    shown_state,
    signature_of,
)
from listings.services.data_room import ask_access, sign_agreement
from listings.services.data_room_entry import FileNotOffered, RoomShut, take_file, view_room
from listings.watermark import CopiesWaited, FileNotMarked
from tte.common.doors import requires
from tte.common.paging import page_of
from tte.common.sent import sent
from tte.drafts.forms import recall
from tte.files.serving import serve
from tte.lists.rendering import render_list


@requires(can_enter_rooms)
def mine(request: HttpRequest) -> HttpResponse:
    """The rooms the acting enterprise has asked for."""
    page = page_of(request, accesses_of(request.actor.organisation))
    rows = [(access, shown_state(access)) for access in page.rows]
    return render(request, "listings/data_room/mine.html", {"rows": rows, "page": page})


@requires(can_visit_room, rows=rooms)
def show(request: HttpRequest, room: DataRoom) -> HttpResponse:
    """Where the enterprise stands: the question, the agreement, the wait, the files. Seeing the files is logged."""
    form = AskForm(sent(request), about=room.listing.code)
    if request.method == "POST" and form.is_valid() and form.carry_out(ask_access, room=room, by=request.actor):
        return redirect(data_room_path(room.listing))
    access = access_of(room, request.actor.organisation)
    shut = shut_or_logged(request, access) if access else None
    recall(request.actor, form)
    context = room_context(room, access, shut) | {"form": form}
    return render(request, "listings/data_room/show.html", context, status=422 if form.errors else 200)


def shut_or_logged(request: HttpRequest, access: RoomAccess) -> Shut | None:
    """Why nothing is shown, or the look is logged."""
    try:
        view_room(access=access, address=network_of(request), by=request.actor)
    except RoomShut as refusal:
        return refusal.shut
    return None


@requires(can_use_access, rows=accesses)
def sign(request: HttpRequest, access: RoomAccess) -> HttpResponse:
    """The text, who signs it for whom, and afterwards what was signed."""
    text = agreement()
    form = SignForm(sent(request), initial={"version": text.key if text else ""})
    if request.method == "POST" and form.is_valid() and form.carry_out(sign_agreement, access=access, by=request.actor):
        return redirect(data_room_path(access.room.listing))
    context = {
        "access": access,
        "listing": access.room.listing,
        "text": text,
        "form": form,
        "may_sign": access.state == RoomAccessState.ASKED,
        "signature": signature_of(access),
    }
    return render(request, "listings/data_room/agreement.html", context, status=422 if form.errors else 200)


@requires(can_take_room_file, rows=room_files)
@require_GET
def download(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """One marked copy for one person, logged before it leaves; whom the room was shut to reads why."""
    access = access_to_file(attachment, request.actor.organisation)
    given = {"access": access, "attachment": attachment, "address": network_of(request), "by": request.actor}
    try:
        taken = take_file(**given)
    except (RoomShut, FileNotOffered, FileNotMarked, CopiesWaited) as refusal:
        waits = isinstance(refusal, CopiesWaited)
        context = {"listing": access.room.listing, "attachment": attachment, "access": access}
        context |= {"refusal": refusal, "waits": waits}
        return render(request, "listings/data_room/denied.html", context, status=503 if waits else 403)
    return serve(attachment.file, copy=taken.content)


@requires(can_read_room_log)
def log(request: HttpRequest) -> HttpResponse:
    return render_list(request, ROOM_LOG, "listings/data_room/log.html")


def network_of(request: HttpRequest) -> str:
    """The network a reader came from, never the address itself; the front states it last (R8-22)."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))
