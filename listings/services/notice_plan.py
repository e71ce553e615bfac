from collections.abc import Mapping

from django.db import transaction

from listings.models import Achievement, NoticePlan
from listings.selectors.notice_plan import PLAN_FIELDS, buyer_named, plan_of
from listings.selectors.unit_review import asking_case
from listings.services.draft import lock_open
from tte.accounts.actor import Actor
from tte.casework.services.correction import keep_answers
from tte.drafts.merging import Seen, typed_changes
from tte.trail.services import record


@transaction.atomic
def save_notice_plan(
    *,
    achievement: Achievement,
    answers: Mapping[int, str] | None = None,
    by: Actor,
    seen: Seen | None = None,
    **fields: object,
) -> NoticePlan:
    """Keep what the holder states about the notice to come; it is frozen with the achievement.

    A buyer named exactly as a registered organisation is tied to it: during the publicity it alone registers.
    `answers` are those to what the unit or the auditor marked there. With `seen`, the fingerprints of what the sender
    had before the eyes, nothing that others wrote meanwhile is written over (`ChangedMeanwhile`).
    """
    achievement = lock_open(achievement)
    plan = plan_of(achievement)
    standing = {name: getattr(plan, name) for name in PLAN_FIELDS}
    wanted = standing | typed_changes({name: fields[name] for name in PLAN_FIELDS}, standing=standing, seen=seen)
    wanted["intended_buyer"] = buyer_named(str(wanted["intended_buyer_name"]))
    plan, _created = NoticePlan.objects.update_or_create(achievement=achievement, defaults=wanted)
    case = asking_case(achievement) if answers else None
    if case is not None and answers:
        keep_answers(case=case, answers=answers, by=by)
    record("achievement.plan_notice", achievement, by=by, length=plan.notice_length, buyer=plan.intended_buyer_name)
    return plan
