"""The public page of an institution. It knows listings and contracts, so it lives here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from contracts.selectors.contract import region_of
from contracts.selectors.institution import figures_of, institutions, newest_listings
from institutions.selectors.agency import agency_of_region
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import now
from tte.common.doors import public


@public
def show(request: HttpRequest, code: str) -> HttpResponse:
    institution = get_object_or_404(institutions(), code=code)
    region = institution.region_code
    context = {
        "institution": institution,
        "kind": label(CodeList.PARTY_TYPE, institution.party_type),
        "region": label(CodeList.REGION, region_of(region)),
        "identifier": institution.identifiers.order_by("pk").first(),
        "agency": agency_of_region(region),
        "figures": figures_of(institution),
        "listings": list(newest_listings(institution)),
        "at": now(),
    }
    return render(request, "contracts/institution/show.html", context)
