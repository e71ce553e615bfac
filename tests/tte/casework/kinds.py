"""A kind of case of the tests: its subject is the applicant, so that casework is tested without the floors above."""

from tte.accounts.models import Organisation, User
from tte.accounts.roles import Permission
from tte.casework.checks import Finding, check
from tte.casework.kinds import case_kind

KIND = "tests.admission"

RESTARTING = "tests.restarting"
AGAIN = "tests.admission.again"
AUDITORS = {Permission.LISTING_AUDIT}


def names_of(organisation) -> dict[str, str]:
    return {"name_zh": organisation.name_zh, "name_en": organisation.name_en}


def kept_off(people) -> dict[int, set[int]]:
    """Dealings of the tests: whoever is called 沾亲 dealt with every organisation named so."""
    tied = User.objects.filter(pk__in=people, name="沾亲")
    return {each.pk: {one.pk for one in Organisation.objects.filter(name_en="dealt")} for each in tied}


case_kind(
    KIND,
    title="Admission",
    subject="applicant",
    permissions=AUDITORS,
    page=lambda case: f"/tests/{case.reference}/",
    party_page=lambda case: f"/tests/party/{case.reference}/",
    fields=names_of,
    dealt_with=kept_off,
    second_look=AGAIN,
    conditions=lambda organisation: {"foreign": organisation.name_zh.isascii(), "local": False},
    stands_on=frozenset({"approve"}),
)
case_kind(AGAIN, title="Admission, looked at again", subject="reaudit", permissions=AUDITORS)
case_kind(RESTARTING, title="Admission anew", subject="applicant", permissions=AUDITORS, restarts=True)


@check(KIND, says="The name is given", rule="R3-33", proves="R3-33")
def name_is_given(organisation) -> bool:
    return bool(organisation.name_zh)


@check(KIND, says="The name is short", proves="R3-33")
def name_is_short(organisation) -> Finding:
    return Finding(len(organisation.name_zh) < 30, length=len(organisation.name_zh), limit=30)


@check(KIND, says="The number is even")
def number_is_even(organisation) -> bool:
    return int(organisation.name_en) % 2 == 0
