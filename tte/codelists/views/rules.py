"""What administrators do with the figures of the rule sets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tte.codelists.forms import FigureForm
from tte.codelists.models import Rule
from tte.codelists.permissions import can_manage_rules
from tte.codelists.presenting import acts_on_figures
from tte.codelists.selectors.figures import figures_by_set, spans_of
from tte.codelists.services.rules import succeed_rule
from tte.common.clock import today
from tte.common.doors import requires


@requires(can_manage_rules)
def figures(request: HttpRequest) -> HttpResponse:
    """The newest figure of every key of every rule set."""
    return render(request, "codelists/rule/list.html", {"sets": figures_by_set()})


@requires(can_manage_rules)
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure through time; another one is begun here."""
    rule = get_object_or_404(Rule.objects.select_related("rule_set"), pk=pk)
    first = {"begins_on": today(), "mark": rule.mark}
    form = FigureForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and form.carry_out(succeed_rule, rule=rule, by=request.actor):
        messages.success(request, _("The new figure is saved and takes effect on its first day"))
        return redirect("codelists:figure", pk=form.outcome.pk)
    found = spans_of(rule)
    context = {"rule": rule, "spans": found, "form": form, "acts": acts_on_figures([row.pk for row, _words in found])}
    return render(request, "codelists/rule/show.html", context, status=422 if form.errors else 200)
