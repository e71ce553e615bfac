"""The desk of a listing: what the exchange may do with it, what its seller may do or ask."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.enums import ProposalState
from listings.evidence.pack import ask_for_pack
from listings.models import Listing, Proposal
from listings.permissions.notice import (
    can_decide_proposal,
    can_govern_listing,
    can_open_evidence,
    can_open_notice,
    can_see_notice,
)
from listings.permissions.supply import is_seller
from listings.presenting.notice import SELLER_FORMS, act_form, answer_form, notice_context
from listings.selectors.listing import listings
from listings.selectors.proposal import proposals
from listings.services.ending import terminate_listing, withdraw_listing
from listings.services.file_reading import log_reading
from listings.services.outside_sale import name_buyer, record_sale
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.services.suspension import resume_listing, suspend_listing
from tte.common.clock import now
from tte.common.doors import posted, requires
from tte.files.serving import serve

GOVERNED: dict[str, Callable[..., Any]] = {
    "suspend": suspend_listing,
    "resume": resume_listing,
    "terminate": terminate_listing,
    "record_sale": record_sale,
    "name_buyer": name_buyer,
}


@requires(can_see_notice, listings)
def show(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The desk; to who belongs to a side of it and acts for the exchange only that there is one (R8-31)."""
    if not can_open_notice(request.actor, listing):
        return render(request, "listings/notice/closed.html", {"listing": listing}, status=403)
    return render(request, "listings/notice/show.html", notice_context(request.actor, listing, now()))


@requires(can_govern_listing, listings)
@posted
def govern(request: HttpRequest, listing: Listing) -> HttpResponse:
    """An act of the exchange."""
    act = request.POST.get("act", "")
    if act not in GOVERNED:
        raise PermissionDenied
    form = act_form(act, listing, request.POST)
    done = form.is_valid() and form.carry_out(GOVERNED[act], listing=listing, by=request.actor)
    return _answered(request, listing, done=done, bound={act: form})


@requires(is_seller, listings)
@posted
def ask(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The seller withdraws, or asks the exchange for what it decides on."""
    act = request.POST.get("act", "")
    if act not in SELLER_FORMS:
        raise PermissionDenied
    form = act_form(act, listing, request.POST, request.FILES)
    given = {"listing": listing, "by": request.actor}
    if act == "withdraw":
        done = form.is_valid() and form.carry_out(withdraw_listing, **given)
    else:
        done = form.is_valid() and form.carry_out(propose, kind=act.removeprefix("ask_"), **given)
    return _answered(request, listing, done=done, bound={act: form})


@requires(can_decide_proposal, proposals)
@posted
def decide(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Grant or decline what the seller asked."""
    form = answer_form(proposal, request.POST)
    service = grant_proposal if request.POST.get("act") == "grant" else decline_proposal
    done = form.is_valid() and form.carry_out(service, proposal=proposal, by=request.actor)
    waits = done and form.outcome.state == ProposalState.ASKED
    said = _("Approved; a colleague has the second word and is told") if waits else ""
    return _answered(request, proposal.listing, done=done, bound={f"answer-{proposal.pk}": form}, said=said)


@requires(can_open_evidence, proposals)
def paper(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if proposal.evidence is None:
        raise Http404
    log_reading(file=proposal.evidence, matter=proposal.listing, by=request.actor)
    return serve(proposal.evidence)


@requires(can_open_notice, listings)
@posted
def pack(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask for the evidence pack; it is made as long work."""
    work = ask_for_pack(listing=listing, by=request.actor)
    return redirect("longwork:job", pk=work.pk)


def _answered(
    request: HttpRequest, listing: Listing, *, done: bool, bound: dict[str, Any], said: str = ""
) -> HttpResponse:
    if done:
        messages.success(request, said or _("Done, and announced where it changes the listing"))
        return redirect("listings:notice", code=listing.code)
    listing.refresh_from_db()
    context = notice_context(request.actor, listing, now(), bound=bound)
    return render(request, "listings/notice/show.html", context, status=422)
