"""Code lists for everybody, and what administrators do with a list as a whole."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tte.codelists.exports import csv_of, json_of
from tte.codelists.forms import AddForm, BeginListForm, ListForm, LookForm
from tte.codelists.models import Code, ListHead
from tte.codelists.permissions import can_manage_rules
from tte.codelists.presenting import acts_on_entries, acts_on_list
from tte.codelists.selectors.lists import counted_lists, level, spans, valid_on, way_down
from tte.codelists.selectors.stock import stock
from tte.codelists.services.entries import add_entry
from tte.codelists.services.lists import begin_list, correct_list
from tte.codelists.uses import uses_of
from tte.common.clock import now, today
from tte.common.doors import public, requires


@public
def lists(request: HttpRequest) -> HttpResponse:
    day = stock().today()
    context = {"lists": counted_lists(day), "as_of": now(), "manages": can_manage_rules(request.actor)}
    return render(request, "codelists/list/index.html", context)


@public
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One list on a day: a short one as a whole, a long one level by level."""
    head = get_object_or_404(ListHead, code=code)
    form = LookForm(request.GET)
    asked = form.asked(today())
    found = level(code, **asked)
    manages = can_manage_rules(request.actor)
    context = {
        "head": head,
        "form": form,
        "day": asked["day"],
        "text": asked["text"],
        "level": found,
        "following": with_place(request, found.following),
        "above": way_down(code, asked["parent"], asked["day"]) if asked["parent"] else [],
        "manages": manages,
        "acts": acts_on_list(head) if manages else [],
    }
    return render(request, "codelists/list/show.html", context)


def with_place(request: HttpRequest, place: str) -> str:
    """The address of the next part of what is looked at; nothing where this was the last."""
    if not place:
        return ""
    parameters = request.GET.copy()
    parameters["after"] = place
    return f"?{parameters.urlencode()}"


@public
@require_GET
def download(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """All entries that ever stood, or those valid `on` a day, as CSV or JSON."""
    head = get_object_or_404(ListHead, code=code)
    form = LookForm(request.GET)
    form.full_clean()
    day = form.cleaned_data.get("on")
    entries = (
        (valid_on(day) if day else Code.objects.all()).filter(list=code).order_by("position", "code", "valid_from")
    )
    kinds = {"csv": (csv_of, "text/csv; charset=utf-8"), "json": (json_of, "application/json")}
    if request.GET.get("format", "csv") not in kinds:
        raise Http404
    suffix = request.GET.get("format", "csv")
    write, content_type = kinds[suffix]
    answer = StreamingHttpResponse(write(head, entries), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{code}.{suffix}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@public
def entry(request: HttpRequest, code: str, entry: str) -> HttpResponse:
    """A code through time: every entry it has been, what came before and after, where it hangs."""
    head = get_object_or_404(ListHead, code=code)
    found = spans(code, entry)
    if not found:
        raise Http404
    day = today()
    manages = can_manage_rules(request.actor)
    context = {
        "head": head,
        "code": entry,
        "spans": found,
        "newest": found[0],
        "today": day,
        "above": way_down(code, found[0].parent_code, day),
        "below": level(code, day, parent=entry) if _has_children(code, entry) else None,
        "manages": manages,
        "acts": acts_on_entries(found) if manages else [],
        "uses": list(uses_of(code, entry)) if manages else [],
    }
    return render(request, "codelists/entry/show.html", context)


def _has_children(list_name: str, code: str) -> bool:
    return Code.objects.filter(list=list_name, parent_code=code).exists()


@requires(can_manage_rules)
def begin(request: HttpRequest) -> HttpResponse:
    form = BeginListForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(begin_list, by=request.actor):
        messages.success(request, _("The list is begun; add entries or import a file"))
        return redirect("codelists:list", code=form.outcome.code)
    context = {"form": form, "title": _("Begin a list"), "button": _("Begin the list"), "back": _index()}
    return render(request, "codelists/form.html", context, status=422 if form.errors else 200)


@requires(can_manage_rules)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    head = get_object_or_404(ListHead, code=code)
    standing = {name: getattr(head, name) for name in ListForm.base_fields}
    form = ListForm(request.POST or None, initial=standing)
    if request.method == "POST" and form.is_valid() and form.carry_out(correct_list, head=head, by=request.actor):
        messages.success(request, _("The list is corrected"))
        return redirect("codelists:list", code=code)
    context = {"form": form, "head": head, "title": _("Correct the list"), "button": _("Correct"), "back": _list(head)}
    return render(request, "codelists/form.html", context, status=422 if form.errors else 200)


@requires(can_manage_rules)
def add(request: HttpRequest, code: str) -> HttpResponse:
    head = get_object_or_404(ListHead, code=code)
    first = {
        "parent_code": request.GET.get("parent", ""),
        "valid_from": today(),
        "mark": head.mark,
        "source_zh": head.source_zh,
        "source_en": head.source_en,
    }
    form = AddForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and form.carry_out(add_entry, head=head, by=request.actor):
        messages.success(request, _("The entry is added"))
        return redirect("codelists:entry", code=code, entry=form.outcome.code)
    context = {"form": form, "head": head, "title": _("Add an entry"), "button": _("Add"), "back": _list(head)}
    return render(request, "codelists/form.html", context, status=422 if form.errors else 200)


def _index() -> str:
    return reverse("codelists:lists")


def _list(head: ListHead) -> str:
    return reverse("codelists:list", args=[head.code])
