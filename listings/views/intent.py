from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from listings.forms.intent import IntentForm
from listings.permissions.bidding import can_register_intents
from listings.permissions.stake import sells_for_holder
from listings.selectors.intent import intent_of, intents_of
from listings.selectors.listing import listings, takes_intents
from listings.selectors.qualification import intent_life
from listings.services.intent import register_intent as register
from tte.common.clock import now
from tte.common.doors import requires
from tte.common.paging import page_of
from tte.common.sent import sent
from tte.drafts.forms import recall


@requires(can_register_intents)
def register_intent(request: HttpRequest, code: str) -> HttpResponse:
    """Before the registration its form; afterwards where it stands."""
    listing = get_object_or_404(listings(), code=code)
    form = IntentForm(sent(request), about=code)
    if request.method == "POST" and form.is_valid() and form.carry_out(register, listing=listing, by=request.actor):
        return redirect("listings:register_intent", code=code)
    intent = intent_of(listing, request.actor.organisation)
    recall(request.actor, form)
    context = {
        "listing": listing,
        "form": form,
        "intent": intent,
        "life": intent_life(intent) if intent else [],
        "is_open": takes_intents(listing, now()),
        "is_holder": listing.holder_id == request.actor.organisation.pk,
        "is_seller": sells_for_holder(request.actor, listing),
    }
    return render(request, "listings/intent/show.html", context, status=422 if form.errors else 200)


@requires(can_register_intents)
def intents(request: HttpRequest) -> HttpResponse:
    """What the acting enterprise takes part in."""
    page = page_of(request, intents_of(request.actor.organisation))
    return render(request, "listings/intent/list.html", {"intents": page.rows, "page": page})
