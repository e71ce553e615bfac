"""The automatic checks on the page of a case: what was found, what nobody looked at, what passed, and how it went."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.permissions.audit import can_audit_case, can_check_again
from listings.permissions.catalogue import can_see_batch
from listings.presenting.checks_words import evidence_words, version_words
from listings.selectors.export_list import export_list_version
from listings.selectors.near import IMPORT, SUBMISSION, Compared, compared
from tte.accounts.actor import Actor
from tte.casework.models import Case, CheckRun
from tte.casework.permissions import blocked
from tte.casework.selectors import ResultRow, checks_owed, finished_runs, results_of
from tte.search.likeness import Passage, passages
from tte.search.near import Candidate

EXPORTS = "export_list_names_nothing_like_it"
BY_RECORD = (
    "text_is_near_no_other_record",
    "rights_carry_no_other_listing",
    "no_import_before_it_brings_the_same",
    "text_is_near_no_waiting_record",
)
CLOSED = "closed"
HISTORY = 20


@dataclass(frozen=True)
class FoundRecord:
    """A record a finding names. Whoever may not see it, or when it has gone meanwhile, reads only that it is there."""

    words: str | Promise
    url: str = ""
    title_zh: str = ""
    title_en: str = ""
    holder: str = ""
    share: int | None = None
    passages: tuple[Passage, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class FindingRow:
    """A finding with its words and the records it names."""

    row: ResultRow
    words: str
    records: list[FoundRecord]


@dataclass(frozen=True)
class RunRow:
    """A run, and what it said otherwise than the one before: findings that came and findings that went."""

    at: datetime
    passed: int
    total: int
    came: list[str | Promise]
    went: list[str | Promise]


def checks_context(actor: Actor, case: Case) -> dict:
    runs, owed = list(finished_runs(case)[: HISTORY + 1]), checks_owed(case)
    results = results_of(runs[0], case.kind) if runs else []
    bad = [row for row in results if not row.passed and not row.not_run]
    there = records_there(actor, bad)
    found = [finding_row(actor, case.achievement, row, there) for row in bad]
    return {
        "check_owed": owed,
        "check_at": runs[0].finished_at if runs else None,
        "check_findings": found,
        "check_unchecked": [(row, evidence_words(row)) for row in results if row.not_run],
        "checks_not_run": [row for row in results if row.not_run],
        "check_passed": [(row, _basis(row)) for row in results if row.passed],
        "check_total": len(results),
        "check_runs": _history(runs, case.kind),
        "check_twins": [record for each in found for record in each.records if record.passages],
        "check_again": can_check_again(actor, case) and not owed,
        "check_outdated": _list_has_changed(results),
    }


def _basis(row: ResultRow) -> str:
    """On what a pass rests where it rests on a list or on a stock."""
    if row.name == EXPORTS and "version" in row.evidence:
        return version_words(row.evidence["version"])
    if row.name == BY_RECORD[0] and "of" in row.evidence:
        return _("compared with %(n)s records") % {"n": f"{row.evidence['of']:,}"}
    return ""


def _list_has_changed(results: list[ResultRow]) -> bool:
    """Whether the export list is another one than that of the newest run."""
    kept = next((row.evidence.get("version") for row in results if row.name == EXPORTS), None)
    version = export_list_version() if results else None
    now = None if version is None else vars(version)
    return bool(results) and kept != now


def _history(runs: list[CheckRun], kind: str) -> list[RunRow]:
    """The runs, newest first. The last one known is compared with nothing."""
    rows, answers = [], [results_of(run, kind) for run in runs]
    for place, (run, results) in enumerate(zip(runs, answers, strict=True)):
        before = {row.name: row.passed for row in answers[place + 1]} if place + 1 < len(answers) else {}
        rows.append(
            RunRow(
                run.finished_at,
                sum(row.passed for row in results),
                len(results),
                [row.says for row in results if not row.passed and before.get(row.name)],
                [row.says for row in results if row.passed and before.get(row.name) is False],
            )
        )
    return rows[:HISTORY]


# --- records that a finding names -------------------------------------------------------------------------------------


There = dict[tuple[str, int], Compared]


def records_there(actor: Actor, rows: list[ResultRow]) -> There:
    """Those of the records these findings name that stand on the exchange now, asked for all of them at once.

    A submission in which the reader has an interest is closed to them here, too (R8-31).
    """
    named = {(each[0], each[1]) for row in rows for each in _named(row)}
    there = compared([Candidate(*each) for each in sorted(named)])
    cases = [each.achievement.case for each in there if each.kind == SUBMISSION]
    barred = blocked(actor.user, LISTING_AUDIT, cases) if cases else set()
    return {
        (each.kind, each.pk): replace(each, kind=CLOSED)
        if each.kind == SUBMISSION and each.achievement.case_id in barred
        else each
        for each in there
    }


def finding_row(actor: Actor, ours: Achievement, row: ResultRow, there: There) -> FindingRow:
    records = [_record(actor, ours, there.get((each[0], each[1])), each[2:]) for each in _named(row)]
    return FindingRow(row, evidence_words(row), records)


def _named(row: ResultRow) -> list[list]:
    return row.evidence.get("records", []) if row.name in BY_RECORD else []


def _record(actor: Actor, ours: Achievement, theirs: Compared | None, how: list) -> FoundRecord:
    share = how[1] if len(how) > 1 else None
    if theirs is None:
        return FoundRecord(_("A record that is no longer on the exchange"), share=share)
    other = theirs.achievement
    if theirs.kind == CLOSED:
        return FoundRecord(_("A submission that touches your interests; a colleague can compare it"), share=share)
    if theirs.kind == SUBMISSION and not can_audit_case(actor, other.case):
        return FoundRecord(_("A submission before another office; ask its auditors"), share=share)
    if theirs.kind == IMPORT and not can_see_batch(actor, other.catalogue_entry.batch):
        return FoundRecord(_("A record of another institution's import, not decided yet"), share=share)
    words, url = _place(theirs)
    language = how[0] if how else ""
    same = _same_passages(ours, other, language, title_only=bool(how and how[2])) if how else ()
    return FoundRecord(words, url, other.title_zh, other.title_en, other.holder, share, tuple(same), language)


def _place(theirs: Compared) -> tuple[str, str]:
    if theirs.kind == "listing":
        return _("Listing %(code)s") % {"code": theirs.code}, reverse("listings:listing", args=[theirs.code])
    if theirs.kind == "catalogue":
        return _("Catalogue record %(code)s") % {"code": theirs.code}, reverse("listings:record", args=[theirs.code])
    if theirs.kind == IMPORT:
        entry = theirs.achievement.catalogue_entry
        words = _("Line %(line)s of import %(code)s") % {"line": f"{entry.line:,}", "code": entry.batch.code}
        return words, reverse("listings:catalogue_batch", args=[entry.batch.code])
    reference = theirs.achievement.case.reference
    return _("Under audit: %(code)s") % {"code": reference}, reverse("listings:audit_case", args=[reference])


def _same_passages(ours: Achievement, theirs: Achievement, language: str, *, title_only: bool) -> list[Passage]:
    """Cut out of both texts as they stand now; nothing of them is kept with the finding."""
    name = f"title_{language}" if title_only else f"abstract_{language}"
    return passages(getattr(ours, name), getattr(theirs, name))
