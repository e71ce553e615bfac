"""What the automatic checks found, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from tte.casework.selectors import newest_results
from tte.common.presence import present

NAMES = {
    "missing": _("items missing"),
    "type": _("contract type"),
    "ip": _("type of intellectual property"),
    "expected": _("expected to begin with"),
    "signed": _("signed on"),
    "filed": _("filed on"),
    "expire": _("rights that end before"),
    "region": _("region of the seller"),
    "contracts": _("same document in"),
    "technology": _("technology amount"),
    "costs": _("itemised costs"),
    "share": _("technology share"),
    "title": _("name of the contract"),
    "could_not_run": _("the check could not run"),
}
BROKEN = {"broke_off": _("it broke off again and again; look at this point yourself")}


@dataclass(frozen=True)
class CheckRow:
    says: str | Promise
    rule: str
    passed: bool
    evidence: list[tuple[str, str]]


def check_rows(contract: Contract) -> list[CheckRow]:
    """The newest answers, findings first; evidence is shown where something is to be looked at."""
    return [
        CheckRow(row.says, row.rule, row.passed, [] if row.passed else _evidence(row.evidence))
        for row in newest_results(present(contract.case))
    ]


def _evidence(found: dict[str, object]) -> list[tuple[str, str]]:
    rows = []
    if "could_not_run" in found:
        return [
            (
                str(NAMES["could_not_run"]),
                str(BROKEN.get(str(found["could_not_run"]), _("look at this point yourself"))),
            )
        ]
    for name, value in found.items():
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        if words:
            rows.append((str(NAMES.get(name, name)), words))
    return rows
