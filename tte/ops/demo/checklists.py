"""How the people of the demonstration answer checklists: each line that no check proves, one no where it is meant."""

from listings.models import Achievement
from listings.selectors.unit_review import newest_review
from tte.casework.enums import LineAnswer
from tte.casework.models import Case
from tte.casework.selectors.checklist import Answer, open_lines


def answers_to(case: Case, **against: str) -> list[Answer]:
    """Yes to every open line, with a word where a check doubts it; no, with its note, to those of a rule in `against`.

    A rule is written with a low line: `R4_20b`.
    """
    return [_answer(line.code, bool(line.doubts), against) for line in open_lines(case)]


def _answer(code: str, is_doubted: bool, against: dict[str, str]) -> Answer:
    note = against.get(code.replace("-", "_"))
    if note:
        return Answer(code, LineAnswer.NO, note)
    return Answer(code, LineAnswer.YES, "已人工复核，不影响挂牌。" if is_doubted else "")


def answers_of_unit(achievement: Achievement) -> list[Answer]:
    review = newest_review(achievement)
    return answers_to(review.case) if review else []
