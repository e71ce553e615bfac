"""What bears on state secrets, national security or key core technology is approved before it is traded (R3-07)."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.enums import CLOSED_RECORDS, Evidence
from listings.models import Achievement
from listings.selectors.regime import is_public_body
from tte.casework.running_clock import time_before
from tte.codelists.calendar import Deadline, period_end, start_of_day
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now, today

APPROVAL_FIELDS = (
    *("bears_on_security", "approval_department", "approval_number", "approved_on"),
    *("is_central_unit", "finance_filed_on"),
)
"""Asked of public bodies alone; of all others the rule asks nothing."""


def asks_approval(achievement: Achievement) -> bool:
    return is_public_body(achievement.holder.party_type)


def approval_lacks(achievement: Achievement) -> Iterator[tuple[str, str | Promise, bool]]:
    """Field, what it must say, and whether it says so; nothing where the question is not asked."""
    if not asks_approval(achievement):
        return
    bears = achievement.bears_on_security
    says = _("Say whether it bears on state secrets, national security or key core technology")
    yield "bears_on_security", says, bears is not None
    if bears:
        yield "approval_department", _("Name the department that approved it"), bool(achievement.approval_department)
        yield "approval_number", _("Give the number of the approval"), bool(achievement.approval_number)
        yield from _dates(achievement)
        says = _("Say whether the holder is a unit of the central level")
        yield "is_central_unit", says, achievement.is_central_unit is not None
        yield "files", _("Attach the approval of the department in charge"), _is_attached(achievement)


def _dates(achievement: Achievement) -> Iterator[tuple[str, str | Promise, bool]]:
    fault = date_fault(achievement.approved_on, achievement.finance_filed_on)
    is_past = achievement.approved_on is not None and (fault is None or fault[0] != "approved_on")
    yield "approved_on", _("Give the date of the approval, which is past"), is_past
    if fault is not None and fault[0] != "approved_on":
        yield *fault, False


def date_fault(approved_on: date | None, filed_on: date | None) -> tuple[str, Promise] | None:
    """What is wrong with the two dates, and in which field; one that is not stated is not wrong."""
    if approved_on is not None and approved_on > today():
        return "approved_on", _("Give the date of the approval, which is past")
    if filed_on is not None and filed_on > today():
        return "finance_filed_on", _("Give the date of the filing, which is past")
    if approved_on is not None and filed_on is not None and filed_on < approved_on:
        return "finance_filed_on", _("The filing cannot be dated before the approval")
    return None


def _is_attached(achievement: Achievement) -> bool:
    return bool(achievement.pk) and achievement.attachments.filter(evidence=Evidence.APPROVAL).exists()


def filing_due(achievement: Achievement) -> Deadline | None:
    """Until when the approval is filed with the finance ministry; None where it need not be, or has been."""
    return filing_limit(achievement) if achievement.finance_filed_on is None else None


def filing_limit(achievement: Achievement) -> Deadline | None:
    """The end of the period for the filing, also of one that has been given; None where none is asked."""
    if not achievement.is_to_be_filed or achievement.approved_on is None:
        return None
    return period_end(start_of_day(achievement.approved_on), rule(RuleKey.FINANCE_FILING))


def filing_reminder(achievement: Achievement, moment: datetime) -> tuple[str, datetime] | None:
    """The field that keeps of which end the holder was reminded, and that end; None where nothing is to be said now."""
    due = filing_due(achievement)
    if due is None:
        return None
    if moment >= due.at:
        told = "filing_late_told"
    elif time_before(due.at, rule(RuleKey.REMIND_DUE_SOON), moment):
        told = "filing_soon_told"
    else:
        return None
    return None if getattr(achievement, told) == due.at else (told, due.at)


def filings_to_remind_of() -> list[int]:
    """The keys of the records whose holder is to be reminded now."""
    moment = now()
    return [each.pk for each in filings_owed() if filing_reminder(each, moment)]


def filings_owed() -> QuerySet[Achievement]:
    """Closed records whose filing has not been given, the oldest approval first."""
    return Achievement.objects.filter(
        bears_on_security=True,
        is_central_unit=True,
        finance_filed_on=None,
        approved_on__isnull=False,
        state__in=CLOSED_RECORDS,
    ).order_by("approved_on", "pk")
