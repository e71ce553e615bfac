"""Doors that serve every list. A list that is not this person's to open looks like one that does not exist."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tte.accounts.permissions import is_signed_in
from tte.common.doors import posted, requires
from tte.lists import services
from tte.lists.acting import outcome_of
from tte.lists.exporting import FORMS, ask_file, file_name, file_of
from tte.lists.forms import RenameForm, SaveForm
from tte.lists.kinds import COLUMN, LISTS, SAVED, ListKind
from tte.lists.models import SavedView
from tte.lists.permissions import can_use_view
from tte.lists.presenting import OUTCOME, view_url
from tte.lists.selectors import views_of
from tte.lists.tables import TableKind

AT_ONCE = 100


def _opened(code: str, request: HttpRequest) -> ListKind:
    kind = LISTS.get(code)
    if kind is None or not kind.may_open(request.actor):
        raise Http404
    return kind


def back_to(kind: ListKind, query: str) -> HttpResponse:
    """To the list as it was; the address is the list's own whatever was sent."""
    return redirect(f"{kind.address}?{query}" if query else kind.address)


@requires(is_signed_in)
def views(request: HttpRequest, code: str) -> HttpResponse:
    """The person's views of a list, to rename, delete, or open the list with; a POST keeps one more."""
    kind = _opened(code, request)
    if request.method != "POST":
        return _views_page(request, kind)
    query = kind.kept(QueryDict(request.POST.get("query", ""))).urlencode()
    form = SaveForm(request.POST, auto_id="id_view_%s")
    if form.is_valid() and form.carry_out(services.save_view, kind=kind, query=query, by=request.actor):
        messages.success(request, _("The view is kept"))
        return redirect(f"{kind.address}{view_url(query, form.outcome.pk)}")
    return _views_page(request, kind, form=form, query=query, status=422)


def _views_page(
    request: HttpRequest, kind: ListKind, *, form: SaveForm | None = None, query: str = "", status: int = 200
) -> HttpResponse:
    rows = [
        {
            "view": view,
            "url": f"{kind.address}{view_url(view.query, view.pk)}",
            "says": kind.conditions(kind.kept(QueryDict(view.query)), request.actor),
            "lost": kind.unknown(QueryDict(view.query)),
            "form": RenameForm(initial={"name": view.name}, auto_id=f"id_{view.pk}_%s"),
        }
        for view in views_of(kind, request.actor)
    ]
    context = {"kind": kind, "rows": rows, "form": form, "query": query}
    return render(request, "lists/views.html", context, status=status)


@requires(can_use_view, SavedView)
@posted
def rename(request: HttpRequest, view: SavedView) -> HttpResponse:
    kind, form = _opened(view.list_code, request), RenameForm(request.POST)
    if form.is_valid() and form.carry_out(services.rename_view, view=view, kind=kind, by=request.actor):
        messages.success(request, _("The view has its new name"))
    else:
        messages.error(request, " ".join(str(one) for field in form.errors.values() for one in field))
    return redirect("lists:views", code=kind.code)


@requires(can_use_view, SavedView)
@posted
def default(request: HttpRequest, view: SavedView) -> HttpResponse:
    kind = _opened(view.list_code, request)
    services.make_default(view=view, kind=kind, is_default=not view.is_default, by=request.actor)
    return redirect("lists:views", code=kind.code)


@requires(can_use_view, SavedView)
@posted
def delete(request: HttpRequest, view: SavedView) -> HttpResponse:
    services.delete_view(view=view, by=request.actor)
    messages.success(request, _("The view is deleted"))
    return redirect("lists:views", code=view.list_code)


@requires(is_signed_in)
@posted
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the columns somebody wants; without any, the usual ones."""
    kind = _opened(code, request)
    wanted = [] if request.POST.get("usual") else request.POST.getlist(COLUMN)
    services.choose_columns(kind=kind, columns=wanted, by=request.actor)
    query = QueryDict(request.POST.get("query", ""), mutable=True)
    for name in (COLUMN, SAVED):
        query.pop(name, None)
    return back_to(kind, query.urlencode() or f"{SAVED}=")


@requires(is_signed_in)
def export(request: HttpRequest, code: str) -> HttpResponseBase:
    """A small file at once; a large one by POST, as long work."""
    kind, form = _opened(code, request), request.GET.get("form", "csv")
    if form not in FORMS:
        raise Http404
    query = kind.kept(request.GET)
    if request.method == "POST":
        return redirect("longwork:job", pk=ask_file(kind=kind, query=query, form=form, by=request.actor).pk)
    rows = kind.count(query, request.actor)
    if rows > settings.TTE_EXPORT_AT_ONCE:
        back = f"{kind.address}?{query.urlencode()}"
        return render(request, "lists/large_file.html", {"kind": kind, "rows": rows, "form": form, "back": back})
    file = file_of(kind=kind, query=query, form=form, by=request.actor)
    return FileResponse(file, as_attachment=True, filename=file_name(kind, form), content_type=FORMS[form])


@requires(is_signed_in)
@posted
def acts(request: HttpRequest, code: str) -> HttpResponse:
    """One act on several rows, one after the other by the service of the single row; what was refused says why."""
    kind = _opened(code, request)
    act = next((each for each in getattr(kind, "acts", ()) if each.key == request.POST.get("act")), None)
    if act is None or not isinstance(kind, TableKind) or not act.may(request.actor):
        raise Http404
    chosen = [request.POST.get(f"with_{act.key}", "")] if act.choices else []
    keys = [int(key) for key in request.POST.getlist("row") if key.isascii() and key.isdigit() and len(key) < 19]
    things = kind.rows(request.actor).filter(pk__in=keys[:AT_ONCE]).order_by("pk")
    request.session[OUTCOME] = outcome_of(kind, act, things, request.actor, chosen)
    return back_to(kind, request.POST.get("here", ""))
