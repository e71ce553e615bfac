"""Every line of a checklist answered, from the first stock of lines and so also where no database is at hand."""

import csv

from tte.casework.selectors.checklist import Answer
from tte.codelists.loader import DATA

NOTE = "已核对"


def line_codes(kind: str = "listing_audit") -> list[str]:
    """The lines of a kind in their order, those below conditions too."""
    with (DATA / "codes" / "checklist_line.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    below = [row["code"] for row in rows if row["parent_code"] == kind]
    return [
        line
        for code in below
        for line in ([row["code"] for row in rows if row["parent_code"] == code] if "/" in code else [code])
    ]


def every_answer(kind: str = "listing_audit") -> list[Answer]:
    """Yes to every line, with a note."""
    return [Answer(code, "yes", NOTE) for code in line_codes(kind)]


def every_field(kind: str = "listing_audit") -> dict[str, str]:
    """The same as the fields of a page's form."""
    return {
        name: value
        for place, _code in enumerate(line_codes(kind))
        for name, value in ((f"line-{place}-answer", "yes"), (f"line-{place}-note", NOTE))
    }


def every_shape(kind: str = "listing_audit") -> list[dict[str, str]]:
    """The same as a program sends it."""
    return [{"code": each.code, "answer": each.answer, "note": each.note} for each in every_answer(kind)]


UNIT_YES = every_answer("unit_review")
IMPORT_YES = every_answer("catalogue_audit")
OBJECTION_YES = every_answer("objection")
