"""A kind of case of the tests: its subject is the applicant, so that casework is tested without the floors above."""

from tte.accounts.roles import Permission
from tte.casework.checks import Finding, check
from tte.casework.kinds import case_kind

KIND = "tests.admission"

case_kind(KIND, title="Admission", subject="applicant", permissions={Permission.LISTING_AUDIT})


@check(KIND, says="The name is given", rule="R3-33")
def name_is_given(organisation) -> bool:
    return bool(organisation.name_zh)


@check(KIND, says="The name is short")
def name_is_short(organisation) -> Finding:
    return Finding(len(organisation.name_zh) < 30, length=len(organisation.name_zh), limit=30)


@check(KIND, says="The number is even")
def number_is_even(organisation) -> bool:
    return int(organisation.name_en) % 2 == 0
