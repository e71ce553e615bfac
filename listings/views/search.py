from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.search import question_of
from listings.lists.search import SEARCH
from listings.selectors.search import count_elsewhere, found_listings
from listings.views.listing_page import own_language
from listings.views.search_page import search_context
from tte.common.clock import now
from tte.common.doors import public
from tte.lists.presenting import kept_views, tools_of, usual_address
from tte.search.queries import SearchUnavailable


@public
def search(request: HttpRequest) -> HttpResponse:
    """Listings by words, conditions and order. An index that is not ready says so and shows nothing wrong."""
    views = kept_views(request, SEARCH)
    if usual := usual_address(request, SEARCH, views):
        return redirect(usual)
    question = question_of(request.GET)
    context = {"question": question}
    try:
        found = found_listings(question, own_language())
        elsewhere = count_elsewhere(question, "catalogue", own_language())
    except SearchUnavailable as refusal:
        return render(request, "listings/listing/search.html", context | {"unavailable": refusal}, status=503)
    tools, columns = tools_of(request, SEARCH, SEARCH.kept(request.GET), views)
    context |= search_context(question, found, request.GET, now(), columns) | {"elsewhere": elsewhere, "tools": tools}
    return render(request, "listings/listing/search.html", context)
