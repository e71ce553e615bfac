"""Where contracts are registered: the agencies by region, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from institutions.selectors.agency import active_agencies
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.doors import public


@public
def index(request: HttpRequest) -> HttpResponse:
    rows = [
        {"organisation": agency.organisation, "region": label(CodeList.REGION, agency.region_code), "agency": agency}
        for agency in active_agencies()
    ]
    return render(request, "institutions/agency/list.html", {"rows": rows})
