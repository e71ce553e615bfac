"""The checklist of a case: the lines of its kind that apply to its matter, and what the automatic checks say to each.

The lines are a code list. Below the code of a kind hang its lines, and conditions with lines of their own: the code of
a condition is a word and, after a stroke, what makes it unique (`co_owned/audit`); the code of a line is the rule it
rests on, a second line of one rule with a letter after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from tte.casework.checks import checks_of
from tte.casework.enums import LineAnswer
from tte.casework.kinds import CaseKind, kind_of, subject_of
from tte.casework.models import Case
from tte.casework.selectors.case import ResultRow, newest_results
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes
from tte.codelists.selectors.stock import Entry

RULE = re.compile(r"R\d-\d+")
CONDITION = "/"


@dataclass(frozen=True)
class Answer:
    """What a person answers to a line; a note says why."""

    code: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One line as it stands today. `place` is its place among all lines of the kind, whether they apply or not.

    `checks` are the newest answers of the checks that prove it; `proving` names those checks, also before they ran.
    """

    place: int
    entry: Entry
    condition: Entry | None
    proving: tuple[str, ...] = ()
    checks: tuple[ResultRow, ...] = ()

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def rule(self) -> str:
        found = RULE.match(self.code)
        return found[0] if found else ""

    @property
    def field(self) -> str:
        """The name of its answer in a form."""
        return f"line-{self.place}-answer"

    @property
    def note_field(self) -> str:
        return f"line-{self.place}-note"

    @property
    def is_proven(self) -> bool:
        return bool(self.proving) and len(self.checks) == len(self.proving) and all(one.passed for one in self.checks)

    @property
    def doubts(self) -> list[str | Promise]:
        """What a check found not to be so; a check that did not run neither doubts nor proves."""
        return [one.says for one in self.checks if not one.passed and not one.not_run]

    @property
    def not_run(self) -> list[str | Promise]:
        """What the checks that gave no answer would have said; a person answers in their place."""
        return [one.says for one in self.checks if one.not_run]

    def name(self, language: str | None = None) -> str:
        return self.entry.name(language)

    def why(self) -> str:
        """The condition under which it is asked."""
        return self.condition.name() if self.condition else ""


def looked_at(case: Case) -> Case:
    """The case whose matter is judged: of a second look that of the first decision."""
    return case.reaudit.original.case if kind_of(case).subject == "reaudit" else case


def lines_of_kind(kind: str) -> list[Line]:
    """Every line of a kind as the code list has it today, whatever it hangs on."""
    return [Line(place, entry, condition) for place, (entry, condition) in enumerate(_hung_on(kind))]


def lines_of(case: Case) -> list[Line]:
    """The lines that apply to this case. One that hangs on a condition nobody knows is asked always."""
    case = looked_at(case)
    kind, lines = kind_of(case), lines_of_kind(case.kind)
    if not lines:
        return []
    holds = kind.conditions(subject_of(case))
    results = _results_that_prove(case)
    return [_with_checks(line, kind, results) for line in lines if holds.get(_word(line.condition), True)]


def _results_that_prove(case: Case) -> dict[str, ResultRow]:
    proving = any(check.proves for check in checks_of(case.kind))
    return {row.name: row for row in newest_results(case)} if proving else {}


def _hung_on(kind: str) -> Iterator[tuple[Entry, Entry | None]]:
    for entry in codes(CodeList.CHECKLIST_LINE, parent=kind):
        if CONDITION in entry.code:
            yield from ((below, entry) for below in codes(CodeList.CHECKLIST_LINE, parent=entry.code))
        else:
            yield entry, None


def _word(condition: Entry | None) -> str:
    return condition.code.split(CONDITION)[0] if condition else ""


def _with_checks(line: Line, kind: CaseKind, results: dict[str, ResultRow]) -> Line:
    proving = tuple(check.name for check in checks_of(kind.code) if check.proves == line.code)
    ran = tuple(results[name] for name in proving if name in results)
    return Line(line.place, line.entry, line.condition, proving, ran)


def open_lines(case: Case) -> list[Line]:
    """The lines that a person has to answer."""
    return [line for line in lines_of(case) if not line.is_proven]


def lines_against(points: list[dict]) -> list[dict]:
    """Of the lines kept with a decision those that were answered no."""
    return [point for point in points if point.get("answer") == LineAnswer.NO]
