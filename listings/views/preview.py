from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.forms.achievement import DraftForm
from listings.models import Achievement
from listings.permissions.supply import can_see_achievement
from listings.presenting.achievement import with_values
from listings.presenting.matter import matter_context
from listings.selectors.achievement import achievements
from tte.common.doors import posted, repeatable, requires


@requires(can_see_achievement, achievements)
@posted
@repeatable
def show(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """What stands in the form as a reader would see it; nothing is kept. Of the wrong kind counts as not given."""
    shape = DraftForm(request.POST, achievement=achievement)
    shape.full_clean()
    typed = with_values(achievement, shape)
    return render(request, "listings/achievement/preview.html", {"achievement": typed, **matter_context(typed)})
