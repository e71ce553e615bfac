from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.secrecy import SecrecyForm, SecrecyPaperForm
from listings.models import Achievement
from listings.permissions.supply import (
    can_edit_achievement,
    can_post_achievement,
    can_read_versions,
    can_see_achievement,
)
from listings.selectors.achievement import achievements
from listings.services.draft import declare_secrecy
from listings.services.file_reading import log_reading
from listings.services.secrecy import keep_secrecy_paper
from listings.views.draft_part import change_part
from tte.accounts.actor import Actor
from tte.common.doors import posted, requires
from tte.files.serving import serve


@requires(can_post_achievement)
def declare(request: HttpRequest) -> HttpResponse:
    """The first question, alone. A level that is not public ends here: nothing that was typed is kept (R8-01).

    `?copy=A…` names an achievement from which the draft begins; it needs a declaration of its own.
    """
    form = SecrecyForm(request.POST or None)
    source = _source_of(request.actor, request.GET.get("copy", ""))
    if form.is_bound and form.stops:
        return redirect("listings:offline_route")
    if form.is_bound and form.is_valid() and form.carry_out(declare_secrecy, source=source, by=request.actor):
        return redirect("listings:edit_achievement", code=form.outcome.code)
    context = {"form": form, "source": source}
    return render(request, "listings/achievement/declare.html", context, status=422 if form.is_bound else 200)


def _source_of(actor: Actor, code: str) -> Achievement | None:
    """What the person may see, or nothing: a code that is somebody else's is as good as none."""
    found = achievements().filter(code=code).first() if code else None
    return found if found is not None and can_see_achievement(actor, found) else None


@requires(can_post_achievement)
def offline_route(request: HttpRequest) -> HttpResponse:
    """The hard stop: why nothing was stored and where the result goes instead."""
    return render(request, "listings/achievement/offline.html")


@requires(can_edit_achievement, achievements)
@posted
def attach(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """The document in which the review was concluded."""
    form = SecrecyPaperForm(request.POST, request.FILES)
    return change_part(request, "paper", achievement, form, keep_secrecy_paper, achievement=achievement)


@requires(can_read_versions, achievements)
def paper(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """The holder's people and those who audit it read it."""
    found = achievement.secrecy.paper
    if found is None:
        raise Http404
    log_reading(file=found, matter=achievement, by=request.actor)
    return serve(found)
