"""What the audit queue and the page of a case show."""

from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.forms.audit import AuditForm, SecondLookForm
from listings.lists.audit import due_of, stopped_words
from listings.models import Achievement
from listings.presenting.checks import checks_context
from listings.presenting.filing import filing_note
from listings.presenting.life import achievement_stations
from listings.presenting.marks import field_choices, named_in, shown_by
from listings.presenting.matter import facts, matter_context
from listings.presenting.second_words import why_two
from listings.selectors.audit import in_view, office_cases, second_person_reasons, step_of
from listings.selectors.regime import notice_rule
from listings.selectors.second_look import matter_of
from tte.accounts.actor import Actor
from tte.casework.models import Case, Decision, Reaudit
from tte.casework.permissions import can_claim_case, can_decide_case
from tte.casework.presenting import ACTS as CASE_ACTS
from tte.casework.presenting import case_panel, correction_lines
from tte.casework.selectors.checklist import lines_of
from tte.casework.selectors.reminder import standing_stop
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import now, official_zone
from tte.common.formats import short_date
from tte.common.languages import spoken_language
from tte.common.requests import ActingRequest
from tte.drafts.forms import recalled
from tte.trail.selectors import events_of

ACTS = {
    "achievement.declare": gettext_lazy("Secrecy declared, draft opened"),
    "achievement.submit": gettext_lazy("Submitted to the unit"),
    "achievement.return": gettext_lazy("Returned by the unit"),
    "achievement.forward": gettext_lazy("Sent to the exchange"),
    "achievement.ask_correction": gettext_lazy("Correction asked"),
    "achievement.approve": gettext_lazy("Approved"),
    "achievement.refuse": gettext_lazy("Refused"),
    "achievement.filing": gettext_lazy("Filing with the finance ministry entered"),
    "achievement.lapse": gettext_lazy("Not answered in time, the audit was closed"),
}


def case_context(request: ActingRequest, case: Case, *, form: AuditForm | None = None) -> dict:
    actor, achievement = request.actor, case.achievement
    checks = checks_context(actor, case)
    return {
        "case": case,
        "listing": achievement.listing,
        "stations": achievement_stations(achievement, achievement.listing),
        "stopped": stopped_of(case),
        "owed": checks["check_owed"],
        **hands_on(actor, case),
        "form": recalled(actor, form or AuditForm(about=case.reference, lines=lines_of(case))),
        "step": step_of(achievement),
        **why_two(second_person_reasons(achievement)),
        "corrections": correction_lines(case, named_in(achievement), shown_by(achievement)),
        "decisions": concluded(case),
        "trail": trail_rows(achievement, case),
        "beside": neighbours_in(in_view(office_cases(actor), "", actor), case),
        **case_panel(request, case, partial(field_choices, achievement)),
        **checks,
        **judged(achievement),
        "filing": filing_note(actor, achievement),
        "versions": achievement.versions.count(),
    }


def concluded(case: Case) -> list[tuple[Decision, str]]:
    """The conclusions so far, each with its reason in words."""
    return [
        (each, label(CodeList.AUDIT_REASON, each.reason_code) if each.reason_code else "")
        for each in case.decisions.select_related("decided_by").order_by("pk")
    ]


def hands_on(actor: Actor, case: Case) -> dict:
    """When it is due, and what this person may do with it."""
    return {
        "due": due_of(case, now()),
        "can_claim": can_claim_case(actor, case),
        "can_decide": can_decide_case(actor, case),
    }


def judged(achievement: Achievement) -> dict:
    """What is judged: the record with its notice."""
    return {
        **matter_context(achievement),
        "achievement": achievement,
        "facts": [*notice_rows(achievement), *facts(achievement, "terms")],
    }


def second_look_context(actor: Actor, look: Reaudit, *, form: SecondLookForm | None = None) -> dict:
    """Blind: neither conclusion nor reasons nor notes nor names of the first audit."""
    case, achievement = look.case, matter_of(look)
    return {
        "case": case,
        **hands_on(actor, case),
        "form": recalled(actor, form or SecondLookForm(about=case.reference, lines=lines_of(case))),
        "owed": False,
        **checks_context(actor, look.original.case),
        **judged(achievement),
        "check_again": False,
    }


def stopped_of(case: Case) -> str:
    stop = standing_stop(case)
    return stopped_words(stop) if stop else ""


def neighbours_in(queued: QuerySet[Case], case: Case) -> dict[str, str]:
    """The case before and after this one in a queue, by reference."""
    references = list(queued.order_by("due_at", "pk").values_list("reference", flat=True)[:500])
    here = references.index(case.reference) if case.reference in references else -1
    return {
        "before": references[here - 1] if here > 0 else "",
        "after": references[here + 1] if here + 1 < len(references) else "",
    }


def notice_rows(achievement: Achievement) -> list[tuple]:
    """What only the office asks: how long the notice would run, and what party the holder is."""
    return [
        (_("Notice"), notice_rule(achievement.regime, achievement.price).words() if achievement.regime else "—"),
        (_("Type of party"), label(CodeList.PARTY_TYPE, achievement.holder.party_type)),
    ]


def trail_rows(achievement: Achievement, case: Case) -> list[tuple]:
    """What happened to it and to its case, newest first; edits of drafts are left out."""
    told = ACTS | CASE_ACTS
    events = [
        (event.at, told[event.kind], event.data.get("reason", "") if event.kind in ACTS else "")
        for event in events_of(achievement, case)
        if event.kind in told
    ]
    rows = []
    for at, says, reason in sorted(events, key=lambda row: row[0], reverse=True):
        local = at.astimezone(official_zone())
        said = f"{short_date(local.date(), spoken_language())} {local:%H:%M}"
        rows.append((at, said, says, reason))
    return rows
