from functools import partial

from django.http import HttpRequest, HttpResponse

from listings.lists.search import SEARCH
from listings.presenting.search import result_entry
from listings.views.results import render_results
from tte.common.clock import now
from tte.common.doors import public


@public
def search(request: HttpRequest) -> HttpResponse:
    """Listings by words, conditions and order."""
    return render_results(request, SEARCH, "listings/listing/search.html", partial(result_entry, now=now()))
