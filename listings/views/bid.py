from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from listings.forms.bid import BidForm
from listings.permissions.bidding import can_place_bids
from listings.services.bid import place_bid
from listings.views.auction import room_page
from tte.common.doors import posted, repeatable, requires


@requires(can_place_bids)
@posted
@repeatable
def bid(request: HttpRequest, code: str) -> HttpResponse:
    """Receive a bid and answer with its decision; the pass and the arrival itself prove the right to bid."""
    form = BidForm(request.POST, actor=request.actor, code=code)
    if form.is_valid() and form.carry_out(place_bid, by=request.actor) and form.stands():
        return redirect("listings:room", code=code)
    return room_page(request, code, form=form, status=422)
