"""What the page of a case before the unit shows."""

from functools import partial

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from listings.enums import UnitConclusion
from listings.forms.unit_review import ForwardForm, ReturnForm
from listings.lists.audit import due_of
from listings.models import Achievement
from listings.presenting.audit import neighbours_in, stopped_of, trail_rows
from listings.presenting.life import achievement_stations
from listings.presenting.marks import field_choices, named_in, shown_by
from listings.presenting.matter import matter_context
from listings.selectors.audit import in_view
from listings.selectors.unit_review import queued_reviews
from listings.undertakings import current_undertakings
from tte.accounts.actor import Actor
from tte.casework.models import Case
from tte.casework.permissions import can_claim_case, can_decide_case
from tte.casework.presenting import case_panel, correction_lines
from tte.casework.selectors.checklist import lines_of
from tte.codelists.enums import RuleKey
from tte.common.clock import now
from tte.common.forms import ActionForm
from tte.common.requests import ActingRequest
from tte.drafts.forms import recall

SAID = {
    UnitConclusion.FORWARD: gettext_lazy("Sent to the exchange"),
    UnitConclusion.RETURN: gettext_lazy("Returned to the author"),
}


def unit_case_context(request: ActingRequest, case: Case, refused: ActionForm | None) -> dict:
    actor, achievement = request.actor, case.unit_review.achievement
    undertakings = current_undertakings()
    return {
        "case": case,
        "achievement": achievement,
        "stations": achievement_stations(achievement, achievement.listing),
        "stopped": stopped_of(case),
        "due": due_of(case, now(), RuleKey.UNIT_REVIEW),
        **hands_on(actor, case),
        "undertakings": undertakings,
        **conclusion_forms(actor, case, refused),
        "corrections": correction_lines(case, named_in(achievement), shown_by(achievement)),
        "decisions": [(each, SAID[each.conclusion]) for each in decisions_of(case)],
        "trail": trail_rows(achievement, case),
        "beside": neighbours_in(in_view(queued_reviews(actor), "", actor, case.kind), case),
        **case_panel(request, case, partial(field_choices, achievement)),
        **matter_context(achievement),
        "versions": achievement.versions.count(),
    }


def hands_on(actor: Actor, case: Case) -> dict:
    """What this person may do: whoever concludes on a case that nobody has takes it by doing so."""
    can_claim, can_decide = can_claim_case(actor, case), can_decide_case(actor, case)
    return {"can_claim": can_claim, "can_decide": can_decide, "can_conclude": can_claim or can_decide}


def forward_form(case: Case | None, achievement: Achievement, *data: QueryDict) -> ForwardForm:
    return ForwardForm(*data, about=achievement.code, lines=lines_of(case) if case else ())


def conclusion_forms(actor: Actor, case: Case, refused: ActionForm | None) -> dict:
    """Both ways to conclude; the one that was refused as it was sent."""
    achievement = case.unit_review.achievement
    forward = refused if isinstance(refused, ForwardForm) else forward_form(case, achievement)
    back = refused if isinstance(refused, ReturnForm) else ReturnForm(about=achievement.code)
    recall(actor, forward, back)
    return {"forward_form": forward, "return_form": back}


def decisions_of(case: Case) -> list:
    return list(case.decisions.select_related("decided_by").order_by("pk"))
