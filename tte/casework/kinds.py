"""The kinds of case. Each app registers its kinds where its checks are; the case itself only keeps the code."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from tte.accounts.models import User
from tte.accounts.roles import Permission
from tte.casework.models import Case


def nowhere(_case: Case) -> str:
    return ""


def nobody(_people: Collection[int]) -> Mapping[int, set[int]]:
    return {}


def none(_user: User) -> QuerySet[Case]:
    return Case.objects.none()


def nothing(_subject: Any) -> dict[str, str]:
    return {}


def unconditional(_subject: Any) -> dict[str, bool]:
    return {}


@dataclass(frozen=True, kw_only=True)
class CaseKind:
    """`subject` names the row that points down to the case; `permissions` are those of the people who work it.

    `page` and `party_page` are where the office and the party find it. `queue` names the URL of the queue from which it
    is claimed and to which it is put back; a kind without one is claimed by an act of its own. A kind that `is_blind`
    does not exist for whoever has a conflict of interest. `fields` are the fields of the subject that may
    be marked for correction, with what each holds. `dealt_with` says of each of some people the organisations dealt
    with, from which they so keep off, `stakes` the cases whose matter touches an interest of a person (R8-31). Where
    the answer to a correction `restarts` the period, as R1-26 wants it for contracts, the caller gives the new one;
    elsewhere the clock goes on from where it stood. `second_look` is the kind of the cases that look a second time at
    decisions of this one. A kind `of_own_house` judges what its own office puts forward: to belong to the applicant is
    no conflict there, and who is `barred` is said with each case.

    The lines of its checklist are codes of a list; `conditions` says which of the conditions that lines hang on hold
    for a subject, and the conclusions in `stands_on` are made only with every line answered, and none with no.
    """

    code: str
    title: str | Promise
    subject: str
    permissions: frozenset[Permission]
    page: Callable[[Case], str] = nowhere
    party_page: Callable[[Case], str] = nowhere
    queue: str = ""
    is_blind: bool = False
    fields: Callable[[Any], dict[str, str]] = nothing
    dealt_with: Callable[[Collection[int]], Mapping[int, set[int]]] = nobody
    stakes: Callable[[User], QuerySet[Case]] = none
    restarts: bool = False
    second_look: str = ""
    of_own_house: bool = False
    conditions: Callable[[Any], Mapping[str, bool]] = unconditional
    stands_on: frozenset[str] = frozenset()


KINDS: dict[str, CaseKind] = {}


def case_kind(
    code: str, *, title: str | Promise, subject: str, permissions: set[Permission], **settings: Any
) -> CaseKind:
    if code in KINDS:
        raise ValueError(f"The case kind {code} is registered twice")
    kind = CaseKind(code=code, title=title, subject=subject, permissions=frozenset(permissions), **settings)
    KINDS[code] = kind
    return kind


def kind_of(case: Case) -> CaseKind:
    return KINDS[case.kind]


def subject_of(case: Case) -> Model:
    """The row this case is about."""
    return getattr(case, KINDS[case.kind].subject)
