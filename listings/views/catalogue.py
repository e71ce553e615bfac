"""The public catalogue of imported results, and the act by which an institution makes an offer of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.forms.catalogue import CompleteForm
from listings.lists.catalogue import CATALOGUE
from listings.models import Achievement
from listings.permissions.catalogue import can_complete_record, can_view_record
from listings.presenting.catalogue import record_context, record_entry
from listings.selectors.catalogue import records
from listings.services.catalogue import complete_record
from listings.views.results import render_results
from tte.common.doors import posted, public, requires


@public
def search(request: HttpRequest) -> HttpResponse:
    """Records by words and conditions."""
    return render_results(request, CATALOGUE, "listings/catalogue/search.html", record_entry)


@requires(can_view_record, records)
def show(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """A record; one that has become a listing leads there, so that old links stay good."""
    if achievement.listing is not None:
        return redirect("listings:listing", code=achievement.listing.code, permanent=True)
    return render(request, "listings/catalogue/show.html", record_context(request.actor, achievement, CompleteForm()))


@requires(can_complete_record, records)
@posted
def complete(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = CompleteForm(request.POST)
    if form.is_valid() and form.carry_out(complete_record, achievement=achievement, by=request.actor):
        messages.success(request, _("It is a draft now: add field, maturity, rights and terms, then submit it"))
        return redirect("listings:edit_achievement", code=achievement.code)
    context = record_context(request.actor, achievement, form)
    return render(request, "listings/catalogue/show.html", context, status=422)
