from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.models import Listing
from listings.permissions.supply import can_view_listing
from listings.presenting.listing import listing_context
from listings.presenting.question_panel import question_panels
from listings.selectors.listing import listings_read_now
from tte.common.doors import requires


@requires(can_view_listing, listings_read_now)
def show(request: HttpRequest, listing: Listing) -> HttpResponse:
    context = listing_context(request.actor, listing, listing.read_at) | question_panels(request.actor, listing)
    return render(request, "listings/listing/show.html", context)
