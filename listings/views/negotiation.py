from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from listings.forms.negotiation import EndForm, OfferForm
from listings.models import Listing
from listings.permissions.bidding import (
    belongs_to_both_sides,
    can_accept_offer,
    can_end_negotiation,
    can_make_offer,
    can_see_negotiation,
)
from listings.presenting.objection import held_words
from listings.selectors.listing import listings
from listings.selectors.negotiation import offers
from listings.services.negotiation import accept_offer, end_negotiation, make_offer
from tte.common.doors import requires
from tte.common.forms import ActionForm
from tte.common.sent import number_in, sent
from tte.drafts.forms import recall


@requires(can_see_negotiation, rows=listings)
def negotiation(request: HttpRequest, listing: Listing) -> HttpResponse:
    """One table for both sides: the offers, and the act that is open to whoever looks."""
    act = request.POST.get("act", "")
    form = _form(act, request, listing)
    if request.method == "POST" and form.is_valid() and _carry_out(act, request, listing, form):
        deal = getattr(form.outcome, "code", "") if act == "accept" else ""
        return redirect("listings:deal", code=deal) if deal else redirect("listings:negotiation", code=listing.code)
    actor = request.actor
    reason_form = form if act == "end" else EndForm(about=listing.code)
    recall(actor, reason_form)
    context = {
        "listing": listing,
        "offers": offers(listing),
        "held": held_words(listing),
        "form": form,
        "offer_form": form if act == "offer" else OfferForm(),
        "reason_form": reason_form,
        "is_both_sides": belongs_to_both_sides(actor, listing),
        "may_offer": can_make_offer(actor, listing),
        "may_accept": can_accept_offer(actor, listing),
        "may_end": can_end_negotiation(actor, listing),
    }
    return render(request, "listings/negotiation/show.html", context, status=422 if form.errors else 200)


def _form(act: str, request: HttpRequest, listing: Listing) -> ActionForm:
    if act == "end":
        return EndForm(sent(request), about=listing.code)
    return (OfferForm if act == "offer" else ActionForm)(sent(request))


def _carry_out(act: str, request: HttpRequest, listing: Listing, form: ActionForm) -> bool:
    if act == "offer" and can_make_offer(request.actor, listing):
        return form.carry_out(make_offer, listing=listing, by=request.actor)
    if act == "end" and can_end_negotiation(request.actor, listing):
        return form.carry_out(end_negotiation, listing=listing, by=request.actor)
    if act == "accept" and can_accept_offer(request.actor, listing):
        offer = get_object_or_404(listing.offers.select_related("bidder", "listing"), pk=number_in(request, "offer"))
        return form.carry_out(accept_offer, offer=offer, by=request.actor)
    raise PermissionDenied
