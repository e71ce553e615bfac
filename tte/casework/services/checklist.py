"""What a decider answers to the lines of the checklist, and the decision that may stand on it.

The lines are kept with the decision as they were shown, in both languages, with what each was answered and by whom.
"""

from collections.abc import Collection
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tte.casework.enums import LineAnswer
from tte.casework.kinds import kind_of
from tte.casework.models import Case
from tte.casework.selectors.case import not_run
from tte.casework.selectors.checklist import Answer, Line, lines_of, lines_of_kind, looked_at
from tte.common.errors import DomainError

LONGEST_NOTE = 500


class LinesRefused(DomainError):
    """`lines` are those to blame, `says` what is wrong with each of them."""

    code = "lines_refused"
    field = "answers"
    says: str | Promise = ""

    def __init__(self, message: str, lines: list[Line]) -> None:
        names = _("; ").join(line.name() for line in lines)
        super().__init__(message, names=names, lines=", ".join(line.code for line in lines))
        self.lines = lines

    def field_of(self, line: Line) -> str:
        return line.field


class LinesOpen(LinesRefused):
    code = "lines_open"
    says = gettext_lazy("Answer it: yes, no or does not apply")


class LinesAgainst(LinesRefused):
    code = "lines_against"
    says = gettext_lazy("Answered no; ask for a correction or refuse, or change the answer")


class NoteMissing(LinesRefused):
    code = "note_missing"
    says = gettext_lazy("Say in the note why")

    def field_of(self, line: Line) -> str:
        return line.note_field


class LineUnknown(DomainError):
    code = "line_unknown"
    field = "answers"


def settle_lines(case: Case, conclusion: str, answers: Collection[Answer]) -> list[dict[str, Any]]:
    """The lines of the case as they are kept with a decision; refused where the conclusion does not go with them.

    A no, and an answer against what the checks say, needs a note. Answers to lines that do not apply say nothing.
    """
    lines, given = lines_of(case), {each.code: each for each in answers if each.answer}
    _refuse_unknown(case, given)
    settled = [(line, _settled(line, given.get(line.code))) for line in lines]
    silent = [line for line in lines if _lacks_note(line, given.get(line.code))]
    if silent:
        raise NoteMissing(_("Say in a note why you answer so: %(names)s"), silent)
    if conclusion in kind_of(looked_at(case)).stands_on:
        _refuse_standing(settled)
    return [point for _line, point in settled]


def checks_left_out(case: Case) -> list[dict[str, str]]:
    """The checks that gave no answer before a decision, as they are kept with it."""
    return [
        {"name": row.name, "rule": row.rule, "zh": _said(row.says, "zh-hans"), "en": _said(row.says, "en")}
        for row in not_run(looked_at(case))
    ]


def _said(words: str | Promise, language: str) -> str:
    with override(language):
        return str(words)


def _refuse_unknown(case: Case, given: dict[str, Answer]) -> None:
    known = {line.code for line in lines_of_kind(looked_at(case).kind)} if given else set()
    strange = [each.code for each in given.values() if each.code not in known or each.answer not in LineAnswer.values]
    if strange:
        raise LineUnknown(_("The checklist has no such line or answer: %(codes)s"), codes=", ".join(strange))


def _refuse_standing(settled: list[tuple[Line, dict[str, Any]]]) -> None:
    unanswered = [line for line, point in settled if not point["answer"]]
    if unanswered:
        raise LinesOpen(_("Answer each line of the checklist first: %(names)s"), unanswered)
    against = [line for line, point in settled if point["answer"] == LineAnswer.NO]
    if against:
        raise LinesAgainst(
            _("What is answered no does not go with this conclusion; ask for a correction or refuse: %(names)s"),
            against,
        )


def _is_proven(line: Line, given: Answer | None) -> bool:
    """The checks answer it, and nobody says otherwise."""
    return line.is_proven and (given is None or given.answer == LineAnswer.YES)


def _lacks_note(line: Line, given: Answer | None) -> bool:
    if given is None or given.note.strip() or _is_proven(line, given):
        return False
    return given.answer == LineAnswer.NO or line.is_proven or bool(line.doubts)


def _settled(line: Line, given: Answer | None) -> dict[str, Any]:
    proven = _is_proven(line, given)
    return {
        "code": line.code,
        "rule": line.rule,
        "zh": line.name("zh-hans"),
        "en": line.name("en"),
        "since": line.entry.valid_from.isoformat(),
        "answer": str(LineAnswer.YES) if proven else given.answer if given else "",
        "by": "check" if proven else "person" if given else "",
        "note": given.note.strip()[:LONGEST_NOTE] if given else "",
        "checks": [{"name": one.name, "passed": one.passed} for one in line.checks],
    }
