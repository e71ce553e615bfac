"""The holder's side of a data room: its files, who is before it, and each decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.data_room import GrantForm, OpenRoomForm, RefuseForm, WithdrawForm
from listings.lifecycles import ROOM_ACCESS
from listings.models import Listing, RoomAccess
from listings.permissions.data_room import can_decide_access, can_see_access
from listings.permissions.supply import can_review_achievements, is_seller
from listings.presenting.data_room import LATEST, access_context
from listings.selectors.data_room import (
    accesses,
    accesses_to,
    confidential_files,
    data_room_path,
    keeping_path,
    listings_with_files,
    log_of,
    room_of_listing,
    shown_state,
    shut_by_gate,
    signature_of,
)
from listings.selectors.listing import listings
from listings.services.data_room import grant_access, open_room, refuse_access, withdraw_access
from tte.common.doors import requires
from tte.common.paging import page_of
from tte.common.sent import sent
from tte.drafts.forms import recall
from tte.files.sniffing import PDF

ACTS = {
    "grant": (GrantForm, grant_access),
    "refuse": (RefuseForm, refuse_access),
    "withdraw": (WithdrawForm, withdraw_access),
}


@requires(can_review_achievements)
def kept(request: HttpRequest) -> HttpResponse:
    """The unit's listings with something to show in confidence."""
    page = page_of(request, listings_with_files(request.actor.organisation))
    return render(request, "listings/data_room/kept.html", {"listings": page.rows, "page": page})


@requires(is_seller, rows=listings)
def keep(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The room of one listing: how it opens, what lies in it, who is before it, who looked last."""
    room = room_of_listing(listing)
    kept_as = {"opening": room.opening, "offers_unmarked": room.offers_unmarked} if room else None
    form = OpenRoomForm(sent(request), initial=kept_as)
    if request.method == "POST" and form.is_valid() and form.carry_out(open_room, listing=listing, by=request.actor):
        return redirect(keeping_path(listing))
    before = accesses_to(room)[:100] if room else []
    context = {
        "listing": listing,
        "room": room,
        "form": form,
        "files": list(confidential_files(listing)),
        "pdf": PDF,
        "rows": [(access, shown_state(access)) for access in before],
        "log": list(log_of(room)[:LATEST]) if room else [],
    }
    return render(request, "listings/data_room/keep.html", context, status=422 if form.errors else 200)


@requires(can_see_access, rows=accesses)
def access(request: HttpRequest, access: RoomAccess) -> HttpResponse:
    """One enterprise before the room, and the decisions that are open to the holder; the enterprise is led there."""
    if not can_decide_access(request.actor, access):
        return to_the_room(request, access)
    act = request.POST.get("act", "")
    bound = None
    if act in ACTS:
        shape, service = ACTS[act]
        bound = shape(request.POST, about=str(access.pk))
        if bound.is_valid() and bound.carry_out(service, access=access, by=request.actor):
            return redirect("listings:room_access", pk=access.pk)
    forms = open_forms(request, access, act, bound)
    context = access_context(access) | {"forms": forms, "refused": bound if bound and act not in forms else None}
    return render(request, "listings/data_room/access.html", context, status=422 if bound else 200)


def to_the_room(request: HttpRequest, access: RoomAccess) -> HttpResponse:
    """What is told of an access has one address; whoever does not decide on it has no act here."""
    if request.method == "POST":
        raise Http404
    return redirect(data_room_path(access.room.listing))


def open_forms(request: HttpRequest, access: RoomAccess, act: str, bound: object) -> dict:
    """A form for each decision that is open now; one that was refused keeps what was typed."""
    may_open = signature_of(access) is not None and shut_by_gate(access) is None
    found = {}
    for name in ("grant", "refuse", "withdraw"):
        if not ROOM_ACCESS.allows(name, access.state) or (name == "grant" and not may_open):
            continue
        found[name] = bound if name == act else ACTS[name][0](about=str(access.pk), auto_id=f"id_{name}_%s")
        recall(request.actor, found[name])
    return found
