"""Error pages in the reader's language. The page of a 500 asks nothing of the database."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader

from listings.permissions.takedown import can_follow_takedown
from listings.selectors.takedown import gone_at
from tte.common.doors import asks_for_data, public
from tte.drafts.middleware import keep_unsent


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@public
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@public
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is out of date. What was typed is kept or can be sent again, if it came from our own page."""
    if asks_for_data(request):
        return JsonResponse({"code": "csrf_refused"}, status=403)
    context = {"csrf_refused": True, "page": "", "fields": []}
    if request.method == "POST" and request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}":
        context["page"] = keep_unsent(request)
        context["fields"] = [] if context["page"] else fields_to_repeat(request)
    return render(request, "403.html", context, status=403)


def fields_to_repeat(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a short form; none where a file would be missing, and never a secret."""
    if request.FILES or request.path.startswith("/account/") or any("password" in name for name in request.POST):
        return []
    lists = [(name, texts) for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken"]
    return [(name, text) for name, texts in lists for text in texts]


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was taken down says so where it stood, and nothing of what it was (R8-03)."""
    place = request.resolver_match
    gone = gone_at(place.url_name or "", place.kwargs, getattr(request, "actor", None)) if place else None
    if gone is None:
        return render(request, "404.html", status=404)
    follows = can_follow_takedown(getattr(request, "actor", None), gone.takedown)
    context = {"takedown": gone.takedown, "status": gone.status, "follows": follows}
    answer = render(request, "410.html", context, status=gone.status)
    answer["Cache-Control"], answer["X-Robots-Tag"] = "no-store", "noindex, noarchive"
    return answer


@public
def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(loader.get_template("500.html").render(), status=500)
