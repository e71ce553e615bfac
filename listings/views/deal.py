from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.models import Deal
from listings.permissions.bidding import can_confirm_deal, can_draft_contract_of, can_see_deal, can_see_deals
from listings.presenting.objection import held_words
from listings.selectors.deal import deal_life, deals, deals_of
from listings.services.deal import confirm_deal
from tte.common.doors import requires
from tte.common.forms import ActionForm
from tte.common.paging import page_of
from tte.common.sent import sent


@requires(can_see_deals)
def list_deals(request: HttpRequest) -> HttpResponse:
    """Deals in which the acting organisation is a side or the exchange."""
    page = page_of(request, deals_of(request.actor))
    return render(request, "listings/deal/list.html", {"deals": page.rows, "page": page})


@requires(can_see_deal, rows=deals)
def deal(request: HttpRequest, deal: Deal) -> HttpResponse:
    """A deal with its life line and the act that is open."""
    may_confirm = can_confirm_deal(request.actor, deal)
    form = ActionForm(sent(request))
    if request.method == "POST":
        if not may_confirm:
            raise PermissionDenied
        if form.is_valid() and form.carry_out(confirm_deal, deal=deal, by=request.actor):
            return redirect("listings:deal", code=deal.code)
    context = {
        "deal": deal,
        "form": form,
        "life": deal_life(deal),
        "held": held_words(deal.listing),
        "may_confirm": may_confirm and deal.confirmed_at is None,
        "may_draft": can_draft_contract_of(request.actor, deal),
    }
    return render(request, "listings/deal/show.html", context, status=422 if form.errors else 200)
