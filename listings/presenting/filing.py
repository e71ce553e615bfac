"""The filing of an approval with the finance ministry: its page, and the note that leads there (R3-07)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from listings.models import Achievement
from listings.permissions.supply import can_record_filing, can_see_achievement
from listings.presenting.record_words import field_label
from listings.selectors.approval import filing_limit
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.common.clock import now
from tte.common.languages import name_of
from tte.common.templatetags.figures import end_moment
from tte.common.templatetags.names import as_written
from tte.trail.selectors import events_of

APPROVAL = ("approval_department", "approval_number", "approved_on")


@dataclass(frozen=True)
class FilingNote:
    """By when, whether that is over, and the date once it was given."""

    due: str
    is_late: bool
    filed_on: date | None


@dataclass(frozen=True)
class FilingAct:
    at: datetime
    who: str
    filed_on: date


def filing_note(actor: Actor, achievement: Achievement) -> FilingNote | None:
    """For whoever may enter it."""
    limit = filing_limit(achievement)
    if limit is None or not can_record_filing(actor, achievement):
        return None
    filed_on = achievement.finance_filed_on
    return FilingNote(str(end_moment(limit.at)), filed_on is None and now() >= limit.at, filed_on)


def filing_context(actor: Actor, achievement: Achievement) -> dict:
    note = filing_note(actor, achievement)
    rows = [(field_label(name), getattr(achievement, name)) for name in APPROVAL]
    facts: list[tuple] = [(label, as_written(str(value))) for label, value in rows if value]
    if note:
        facts.append((_("To be filed with the finance ministry by"), note.due))
    return {
        "achievement": achievement,
        "filing": note,
        "facts": facts,
        "acts": filing_acts(achievement),
        "of_holder": can_see_achievement(actor, achievement),
    }


def filing_acts(achievement: Achievement) -> list[FilingAct]:
    """Who entered which date, the newest first."""
    rows = list(events_of(achievement).filter(kind="achievement.filing").order_by("-pk"))
    names = Organisation.objects.in_bulk({row.organisation_key for row in rows})
    days = [date.fromisoformat(row.data["filed_on"]) for row in rows]
    return [FilingAct(row.at, name_of(names[row.organisation_key]), day) for row, day in zip(rows, days, strict=True)]
