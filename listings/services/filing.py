"""The filing of an approval with the finance ministry: given after the record is closed, and the reminders of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from listings.models import Achievement
from listings.notices.filing import FILING_DUE_SOON, FILING_OVERDUE, FILING_RECORDED, path_of_filing
from listings.notices.supply import title_values
from listings.permissions.supply import takes_filing
from listings.selectors.approval import date_fault, filing_reminder
from listings.selectors.people import people_of_holder
from listings.selectors.stake import free_auditors_of
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record

REMINDERS = {"filing_soon_told": FILING_DUE_SOON, "filing_late_told": FILING_OVERDUE}


class FilingNotAsked(DomainError):
    code = "filing_not_asked"


class FilingDateWrong(DomainError):
    code = "filing_date_wrong"
    field = "filed_on"


@transaction.atomic
def record_filing(*, achievement: Achievement, filed_on: date, by: Actor) -> Achievement:
    """Keep when the approval was filed; another date takes the place of the one before, which the trail keeps."""
    achievement = lock(achievement)
    if not takes_filing(achievement):
        raise FilingNotAsked(_("No filing with the finance ministry is to be entered here"))
    if fault := date_fault(achievement.approved_on, filed_on):
        raise FilingDateWrong(fault[1])
    before = achievement.finance_filed_on
    if before == filed_on:
        return achievement
    achievement.finance_filed_on = filed_on
    achievement.save(update_fields=["finance_filed_on"])
    said = {"before": before.isoformat()} if before else {}
    event = record("achievement.filing", achievement, by=by, filed_on=filed_on.isoformat(), **said)
    notify(
        FILING_RECORDED,
        [each for each in _concerned(achievement) if each.pk != by.user.pk],
        subject=achievement,
        url=path_of_filing(achievement),
        key=str(event.pk),
        title=title_values(achievement),
        organisation=by.acting_for,
        number=achievement.approval_number,
        filed=filed_on,
    )
    return achievement


def _concerned(achievement: Achievement) -> list[User]:
    """The holder's people, and the auditors of the exchange that listed it who have no stake in it."""
    listing = achievement.listing
    return [*people_of_holder(achievement), *(free_auditors_of(listing) if listing else ())]


@transaction.atomic
def remind_of_filing(*, achievement: Achievement) -> bool:
    """Remind the holder once ahead, as early as of other duties, and once afterwards; another end is told anew."""
    achievement, moment = lock(achievement), now()
    owed = filing_reminder(achievement, moment) if takes_filing(achievement) else None
    if owed is None:
        return False
    told, due = owed
    setattr(achievement, told, due)
    achievement.save(update_fields=[told])
    notify(
        REMINDERS[told],
        people_of_holder(achievement),
        subject=achievement,
        url=path_of_filing(achievement),
        key=due.isoformat(),
        title=title_values(achievement),
        number=achievement.approval_number,
        due=due,
    )
    return True
