"""The official calendar for everybody, and the page on which an administrator loads a year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tte.codelists.forms import YearForm
from tte.codelists.permissions import can_manage_rules
from tte.codelists.presenting import acts_on_calendar
from tte.codelists.selectors.years import year_of, years
from tte.codelists.services.calendar import load_year
from tte.common.doors import public, requires


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """The newest year, or the one asked for."""
    held = years()
    shown = next((year for year in held if str(year.year) == request.GET.get("year")), held[0] if held else None)
    manages = can_manage_rules(request.actor)
    context = {
        "years": held,
        "shown": year_of(shown) if shown else None,
        "manages": manages,
        "acts": acts_on_calendar() if manages else [],
    }
    return render(request, "codelists/calendar/show.html", context)


@requires(can_manage_rules)
def load(request: HttpRequest) -> HttpResponse:
    form = YearForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(load_year, by=request.actor):
        messages.success(request, _("The calendar is loaded; periods counted over this year are counted again"))
        return redirect(f"{reverse('codelists:calendar')}?year={form.outcome.year}")
    back = reverse("codelists:calendar")
    context = {"form": form, "title": _("Load a year"), "button": _("Load the year"), "back": back, "calendar": True}
    return render(request, "codelists/form.html", context, status=422 if form.errors else 200)
