from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.common.doors import public
from tte.pages.forms import SampleForm
from tte.pages.presenting import samples
from tte.pages.presenting.sample_list import sample_list


@public
def style(request: HttpRequest) -> HttpResponse:
    """Every component of the pages in its states: what a developer copies from, and what the tests look at."""
    faulty = SampleForm({"title": "", "deposit": "35", "right": "E", "price": "2750000"}, auto_id="faulty_%s")
    context = {"form": SampleForm(initial=samples.FILLED), "faulty": faulty, "list": sample_list(), **samples.parts()}
    return render(request, "pages/style.html", context)
