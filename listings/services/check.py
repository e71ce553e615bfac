"""Automatic checks run again: because somebody asks, or because what is published changes or is published again."""

from django.db import transaction
from django.utils.translation import gettext as _

from listings.models import Achievement
from tte.accounts.actor import Actor
from tte.casework.enums import CaseState
from tte.casework.models import Case
from tte.casework.selectors import checks_owed
from tte.casework.services import ask_checks
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import record


class CaseClosed(DomainError):
    code = "case_closed"


@transaction.atomic
def check_again(*, case: Case, by: Actor) -> None:
    """Owe the case another run, such as after a list was changed. A run that is owed already is the one."""
    case = lock(case)
    if case.state == CaseState.CLOSED:
        raise CaseClosed(_("This case is closed; its checks stay as they were"))
    if not checks_owed(case):
        run = ask_checks(case=case)
        record("case.check_again", case, by=by, run=run.pk)


@transaction.atomic
def check_published(*, achievement: Achievement, by: Actor) -> None:
    """Owe what was published a run of its own: what an older one said is kept, and holds no more."""
    if achievement.case is not None:
        case = lock(achievement.case)
        run = ask_checks(case=case)
        record("case.check_again", case, by=by, run=run.pk)
