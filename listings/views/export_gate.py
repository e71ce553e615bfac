"""The exchange's desk of the export gate before data rooms (R8-10..16)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.data_room import ExportForm
from listings.models import ExportDecision, RoomAccess
from listings.permissions.audit import can_audit_listings
from listings.permissions.data_room import can_decide_export
from listings.selectors.data_room import (
    accesses,
    export_decision_of,
    export_decisions_of,
    needing_export_decision,
    needs_export_decision,
    shown_state,
)
from listings.services.export_gate import decide_export
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.doors import requires
from tte.common.paging import Order, page_of
from tte.common.sent import sent
from tte.drafts.forms import recall


@requires(can_audit_listings)
def queue(request: HttpRequest) -> HttpResponse:
    """Parties outside the country that ask for a room: undecided first, of each who asked first."""
    page = page_of(request, needing_export_decision(request.actor), Order("is_decided", descending=False))
    found = [(access, export_decision_of(access)) for access in page.rows]
    rows = [(access, decision, _class_words(decision)) for access, decision in found]
    return render(request, "listings/data_room/gates.html", {"rows": rows, "page": page})


def _class_words(decision: ExportDecision | None) -> str:
    return label(CodeList.TRADE_CONTROL, decision.trade_class) if decision else ""


@requires(can_decide_export, rows=accesses)
def decide(request: HttpRequest, access: RoomAccess) -> HttpResponse:
    """One party before the gate: what is asked, what was decided so far, the next decision."""
    form = ExportForm(sent(request), about=str(access.pk))
    if request.method == "POST" and form.is_valid() and form.carry_out(decide_export, access=access, by=request.actor):
        return redirect("listings:export_gates")
    recall(request.actor, form)
    context = {
        "access": access,
        "listing": access.room.listing,
        "state": shown_state(access),
        "form": form,
        "has_gate": needs_export_decision(access.organisation),
        "decisions": [(each, _class_words(each)) for each in export_decisions_of(access)],
    }
    return render(request, "listings/data_room/gate.html", context, status=422 if form.errors else 200)
