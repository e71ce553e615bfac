from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.enums import ObjectionAgainst
from listings.models import Disclosure
from listings.permissions.bidding import can_read_disclosure
from listings.presenting.qr import qr_code
from listings.selectors.announcement import termination_of
from listings.selectors.disclosure import all_disclosures, check_value, disclosure_rows, published_disclosures
from listings.selectors.objection import objection_against
from tte.common.clock import now
from tte.common.doors import public, requires
from tte.common.paging import page_of


@public
def disclosures(request: HttpRequest) -> HttpResponse:
    """Results of deals, newest first."""
    page = page_of(request, published_disclosures())
    context = {"rows": disclosure_rows(page.rows), "page": page}
    return render(request, "listings/disclosure/list.html", context)


@requires(can_read_disclosure, rows=all_disclosures)
def disclosure(request: HttpRequest, disclosure: Disclosure) -> HttpResponse:
    """The result notice as it was written, to read and to print; and whether its deal was ended since."""
    listing = disclosure.deal.listing
    context = {
        "disclosure": disclosure,
        "row": disclosure_rows([disclosure])[0],
        "ended": termination_of(listing),
        "may_object": objection_against(listing, now()) == ObjectionAgainst.RESULT,
        "check_value": check_value(disclosure),
        "qr": qr_code(request.build_absolute_uri(request.path)),
    }
    return render(request, "listings/disclosure/show.html", context)
