"""Reminders: each duty has its own schedule, and nobody is reminded twice of one."""

from django.db import transaction

from tte.casework.enums import Duty
from tte.casework.models import Case, CaseReminder
from tte.casework.notices import ANSWER_OWED, CASE_DUE_SOON, CASE_ESCALATED, CASE_OVERDUE, tell
from tte.casework.selectors.reminder import Owed, owed_duties, people_of
from tte.common.clock import now
from tte.common.locks import lock
from tte.notices.kinds import NoticeKind

NOTICES: dict[Duty, NoticeKind] = {
    Duty.DUE_SOON: CASE_DUE_SOON,
    Duty.OVERDUE: CASE_OVERDUE,
    Duty.ESCALATED: CASE_ESCALATED,
    Duty.ANSWER_OWED: ANSWER_OWED,
}


@transaction.atomic
def remind_of_case(*, case: Case) -> list[Duty]:
    """Remind of every duty whose hour has come, each once; the second of two at once finds nothing left."""
    case, moment = lock(case), now()
    owed = [each for each in owed_duties(case, moment) if _keep(case, each)]
    for each in owed:
        word = "asked" if each.duty == Duty.ANSWER_OWED else "due"
        party = each.duty == Duty.ANSWER_OWED
        key = f"{each.duty}-{each.about.isoformat()}"
        tell(NOTICES[each.duty], case, people_of(case, each.duty), key=key, party=party, **{word: each.about})
    return [each.duty for each in owed]


def _keep(case: Case, owed: Owed) -> bool:
    _row, made = CaseReminder.objects.get_or_create(
        case=case, duty=owed.duty, about=owed.about, defaults={"reminded_at": now()}
    )
    return made
