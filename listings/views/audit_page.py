"""What the audit queue and the page of a case show."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listings.forms.achievement import DraftForm
from listings.forms.audit import ConclusionForm
from listings.lists.audit import due_of
from listings.models import Achievement
from listings.permissions import has_stake
from listings.selectors.life import achievement_stations
from listings.selectors.personal_data import KIND_WORDS
from listings.selectors.regime import notice_rule
from listings.views.matter import facts, matter_context
from tte.accounts.actor import Actor
from tte.casework.models import Case
from tte.casework.permissions import can_claim_case, can_decide_case, has_conflict
from tte.casework.selectors import ResultRow, checks_owed, newest_results
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import now, official_zone
from tte.common.formats import short_date
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
}


def case_context(actor: Actor, case: Case, part: str, *, form: ConclusionForm | None = None) -> dict:
    achievement = case.achievement
    results = newest_results(case)
    owed = checks_owed(case)
    conflict = has_conflict(actor, case) or has_stake(actor, achievement)
    return {
        "case": case,
        "achievement": achievement,
        "listing": achievement.listing,
        "stations": achievement_stations(achievement, achievement.listing),
        "due": due_of(case, now()),
        "results": [(row, evidence_words(row)) for row in results],
        "passed": sum(row.passed for row in results),
        "owed": owed,
        "conflict": conflict,
        "can_claim": can_claim_case(actor, case) and not conflict,
        "can_decide": can_decide_case(actor, case) and not conflict,
        "form": recalled(actor, form or ConclusionForm(about=case.reference)),
        **matter_context(achievement),
        "facts": [*notice_rows(achievement), *facts(achievement, "terms")],
        "versions": achievement.versions.count(),
        "decisions": case.decisions.select_related("decided_by").order_by("pk"),
        "trail": trail_rows(achievement),
    }


def notice_rows(achievement: Achievement) -> list[tuple]:
    """What only the office asks: how long the notice would run, and what party the holder is."""
    return [
        (_("Notice"), notice_rule(achievement.regime, achievement.price).words() if achievement.regime else "—"),
        (_("Type of party"), label(CodeList.PARTY_TYPE, achievement.holder.party_type)),
    ]


def evidence_words(row: ResultRow) -> str:
    """What a finding rests on, in words; the evidence of a pass is not shown."""
    if row.passed:
        return ""
    found = row.evidence
    if "could_not_run" in found:
        return _("The check could not run; look at this point yourself")
    if "fields" in found:
        names = DraftForm.base_fields
        return _("Missing or wrong: %(what)s") % {
            "what": _list(str(names[each].label) if each in names else _("Rights") for each in found["fields"])
        }
    if "kinds" in found:
        return _("It seems to hold %(what)s") % {"what": _list(str(KIND_WORDS[each]) for each in found["kinds"])}
    if "level" in found:
        return _("Level %(level)s is claimed and nothing is attached") % found
    if "step" in found:
        return _("%(price)s is not a multiple of %(step)s") % found
    values = [each for value in found.values() for each in (value if isinstance(value, list) else [value])]
    return _list(str(each) for each in values if each not in (None, ""))


def _list(words: Iterable[str]) -> str:
    return _(", ").join(dict.fromkeys(words))


def trail_rows(achievement: Achievement) -> list[tuple]:
    """What happened to it, newest first; edits of drafts are left out."""
    rows = []
    for event in reversed(events_of(achievement)):
        if event.kind in ACTS:
            local = event.at.astimezone(official_zone())
            said = f"{short_date(local.date(), get_language() or 'zh')} {local:%H:%M}"
            rows.append((event.at, said, ACTS[event.kind], event.data.get("reason", "")))
    return rows
