"""The kinds of case. Each app registers its kinds where its checks are; the case itself only keeps the code."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise

from tte.accounts.roles import Permission
from tte.casework.models import Case


@dataclass(frozen=True)
class CaseKind:
    """`subject` names the row that points down to the case; `permissions` are those of the people who work it."""

    code: str
    title: str | Promise
    subject: str
    permissions: frozenset[Permission]


KINDS: dict[str, CaseKind] = {}


def case_kind(code: str, *, title: str | Promise, subject: str, permissions: set[Permission]) -> CaseKind:
    if code in KINDS:
        raise ValueError(f"The case kind {code} is registered twice")
    KINDS[code] = CaseKind(code, title, subject, frozenset(permissions))
    return KINDS[code]


def subject_of(case: Case) -> Model:
    """The row this case is about."""
    return getattr(case, KINDS[case.kind].subject)
