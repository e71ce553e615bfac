from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from listings.enums import IntentState, Regime
from listings.forms.qualification import TurnDownForm
from listings.models import Intent, Listing
from listings.permissions.bidding import can_qualify_bidders, can_qualify_bidders_of, can_see_qualification
from listings.presenting.objection import held_words
from listings.selectors.listing import listings
from listings.selectors.qualification import listings_to_qualify, qualification_of
from listings.services.qualification import disqualify_bidder, open_competition, qualify_bidder
from tte.accounts.actor import Actor
from tte.common.doors import requires
from tte.common.forms import ActionForm
from tte.common.sent import number_in, sent
from tte.drafts.forms import recall

UNDECIDED = (IntentState.DEPOSIT_DUE, IntentState.DEPOSIT_RECEIVED)


@requires(can_qualify_bidders)
def qualification(request: HttpRequest) -> HttpResponse:
    """Listings whose notice has ended and whose takers are to be decided on."""
    context = {"listings": listings_to_qualify(request.actor)[:100]}
    return render(request, "listings/qualification/list.html", context)


@requires(can_see_qualification, rows=listings)
def qualify(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The takers of one listing, one decision each, then the opening; closed to who belongs to a side (R8-31)."""
    if not can_qualify_bidders_of(request.actor, listing):
        return render(request, "listings/qualification/closed.html", {"listing": listing}, status=403)
    if request.POST.get("act") == "disqualify":
        form = TurnDownForm(sent(request), intent=number_in(request, "intent"))
    else:
        form = ActionForm(sent(request))
    if request.method == "POST" and form.is_valid() and _carry_out(request, listing, form):
        return redirect("listings:qualify", code=listing.code)
    found = qualification_of(listing)
    context = {
        "listing": listing,
        "form": form,
        "found": found,
        "held": held_words(listing),
        "is_outside": listing.regime == Regime.AUCTION,
        "takers": _takers(request.actor, found.intents, form),
    }
    return render(request, "listings/qualification/show.html", context, status=422 if form.errors else 200)


def _takers(actor: Actor, intents: list[Intent], form: ActionForm) -> list[tuple[Intent, TurnDownForm | None]]:
    """The takers, each with the form to turn it down where it is not decided yet, and what was typed into it."""
    sent_forms = {form.about: form} if isinstance(form, TurnDownForm) else {}
    forms = {
        intent.pk: sent_forms.get(str(intent.pk)) or TurnDownForm(intent=intent.pk)
        for intent in intents
        if intent.state in UNDECIDED
    }
    recall(actor, *forms.values())
    return [(intent, forms.get(intent.pk)) for intent in intents]


def _carry_out(request: HttpRequest, listing: Listing, form: ActionForm) -> bool:
    act = request.POST.get("act")
    if act == "open":
        return form.carry_out(open_competition, listing=listing, by=request.actor)
    intent = get_object_or_404(listing.intents.select_related("bidder"), pk=number_in(request, "intent"))
    service = disqualify_bidder if act == "disqualify" else qualify_bidder
    return form.carry_out(service, intent=intent, by=request.actor)
