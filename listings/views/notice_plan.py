from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.enums import Regime
from listings.forms.notice_plan import NoticePlanForm
from listings.models import Achievement
from listings.permissions.supply import can_edit_achievement
from listings.presenting.marks import asked_of_plan
from listings.presenting.record_words import words_of
from listings.selectors.achievement import achievements
from listings.selectors.notice_plan import needed_fields, plan_faults, plan_of
from listings.services.notice_plan import save_notice_plan
from tte.casework.forms import answers_in
from tte.common.doors import requires
from tte.common.sent import sent
from tte.drafts.forms import recalled
from tte.drafts.presenting import compared


@requires(can_edit_achievement, achievements)
def plan(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    """What the notice to come will say, before it is frozen."""
    found = plan_of(achievement)
    form = NoticePlanForm(sent(request), achievement=achievement, plan=found)
    given = {"achievement": achievement, "answers": answers_in(request.POST), "by": request.actor}
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.carry_out(save_notice_plan, **given):
        messages.success(request, _("Saved; it is frozen when the achievement is submitted"))
        return redirect("listings:plan_notice", code=achievement.code)
    clashes = compared(form, lambda: NoticePlanForm(achievement=achievement, plan=plan_of(achievement)), of=achievement)
    form = recalled(request.actor, form)
    asked_of_plan(achievement, form)
    needed = needed_fields(achievement)
    context = {
        "achievement": achievement,
        "form": form,
        "clashes": clashes,
        "fields": [(form[name], False if name in needed else None, form.units.get(name, "")) for name in form.shown],
        "regime": words_of(Regime, achievement.regime),
        "faults": plan_faults(achievement, found),
    }
    return render(request, "listings/notice/plan.html", context, status=422 if form.errors else 200)
