from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.doors import public
from tte.pages.presenting.home import front_page
from tte.pages.presenting.way import way
from tte.pages.selectors import turnover


@public
def home(request: HttpRequest) -> HttpResponse:
    """The front page: fields, biddings, results, newest works, the turnover of the years, the way of an achievement."""
    context = {**front_page(), "bars": turnover.bars(), "grid": turnover.grid(), "way": way()}
    return render(request, "pages/home.html", context)
