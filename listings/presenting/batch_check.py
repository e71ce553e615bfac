"""The automatic checks on the page of an import: how far they are, what was found, by check and by line."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from listings.enums import AchievementState
from listings.models import Achievement, BatchCheck, CatalogueBatch, RecordFinding
from listings.permissions.catalogue import can_check_batch_again
from listings.permissions.supply import can_edit_achievement
from listings.presenting.checks import FindingRow, finding_row, records_there
from listings.selectors.batch_check import (
    HOLDING,
    FindingGroup,
    asked_later,
    check_named,
    common_findings,
    finding_groups,
    findings_of,
    is_going_on,
    newest_check,
)
from tte.accounts.actor import Actor
from tte.casework.selectors import ResultRow
from tte.common.clock import now
from tte.longwork.presenting import WorkRow, work_row

PAGE = 30


@dataclass(frozen=True)
class FoundLine:
    """One finding: the line of the file, its record, the sentence with what it rests on, and what became of it."""

    line: int
    achievement: Achievement
    found: FindingRow
    holds: bool
    kept_back: bool
    url: str


@dataclass(frozen=True)
class ChecksOfBatch:
    """`work` while a worker has them; `stopped` where one was stopped or failed; `run` is the newest that is done."""

    work: WorkRow | None
    stopped: bool
    run: BatchCheck | None
    groups: list[FindingGroup]
    chosen: FindingGroup | None
    has_common: bool
    lines: list[FoundLine]
    following: str
    later: list[str | Promise]
    again: bool


def checks_of_batch(actor: Actor, batch: CatalogueBatch, asked: QueryDict) -> ChecksOfBatch:
    """`check` and `after` of the address choose what is shown."""
    newest = newest_check(batch)
    done = newest if newest and newest.finished_at else None
    going = newest is not None and is_going_on(newest)
    groups = finding_groups(done) if done else []
    chosen = next((group for group in groups if group.name == asked.get("check")), None)
    common = common_findings(done, groups) if done and chosen is None else []
    found = findings_of(done, chosen.name if chosen else "", without=common) if done else None
    lines, following = found_lines(actor, found, asked.get("after", "")) if found is not None else ([], "")
    return ChecksOfBatch(
        work=work_row(newest.work, now()) if going else None,
        stopped=not going and done is None,
        run=done,
        groups=groups,
        chosen=chosen,
        has_common=bool(common),
        lines=lines,
        following=following,
        later=asked_later(),
        again=can_check_batch_again(actor, batch) and not going,
    )


def found_lines(
    actor: Actor, found: QuerySet[RecordFinding], after: str, size: int = PAGE
) -> tuple[list[FoundLine], str]:
    """One page of the findings by line, and where the next page begins ("" on the last)."""
    line, _dash, pk = after.partition("-")
    if line.isdecimal() and pk.isdecimal():
        found = found.filter(Q(line__gt=int(line)) | Q(line=int(line), pk__gt=int(pk)))
    rows = list(found[: size + 1])
    following = f"{rows[size - 1].line}-{rows[size - 1].pk}" if len(rows) > size else ""
    results = [(row, _result(row)) for row in rows[:size]]
    there = records_there(actor, [result for _row, result in results])
    return [_line(actor, row, finding_row(actor, row.achievement, result, there)) for row, result in results], following


def _line(actor: Actor, row: RecordFinding, found: FindingRow) -> FoundLine:
    achievement = row.achievement
    url = (
        reverse("listings:edit_achievement", args=[achievement.code])
        if can_edit_achievement(actor, achievement)
        else ""
    )
    kept_back = achievement.state == AchievementState.DRAFT
    return FoundLine(row.line, achievement, found, row.check_name in HOLDING, kept_back, url)


def _result(row: RecordFinding) -> ResultRow:
    check = check_named(row.check_name)
    says, rule = (check.says, check.rule) if check else (row.check_name, "")
    return ResultRow(row.check_name, says, rule, False, row.evidence, row.at)
