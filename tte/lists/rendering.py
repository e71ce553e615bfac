"""The door of a list: its page, or the way to the person's default view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tte.lists.presenting import ListPage, kept_views, list_page, usual_address
from tte.lists.tables import TableKind


def render_list(
    request: HttpRequest, kind: TableKind, template: str, more: Callable[[ListPage], dict] | None = None
) -> HttpResponse:
    """The page of a list; without a question it opens with the person's default view. The caller let the actor in."""
    views = kept_views(request, kind)
    if usual := usual_address(request, kind, views):
        return redirect(usual)
    page = list_page(request, kind, views)
    return render(request, template, {"list": page, **(more(page) if more else {})})
