from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.permissions.supply import can_post_achievement
from listings.selectors.similar import similar
from tte.common.doors import requires


@requires(can_post_achievement)
def show(request: HttpRequest) -> HttpResponse:
    """What is public and like the title being typed: a part of the form, or a page of its own."""
    asked = [request.GET.get(name, "")[:300] for name in ("title_zh", "title_en")]
    title = next((each for each in asked if each.strip()), "")
    page = "similar_rows.html" if request.headers.get("HX-Request") else "similar.html"
    return render(request, f"listings/achievement/{page}", {"title": title, "similar": similar(title)})
