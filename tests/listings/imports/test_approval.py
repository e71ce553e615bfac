"""What a sheet says of state secrets, security and key core technology, under the checks of the form (R3-07)."""

import json
from datetime import date

import pytest

from listings.models import Achievement
from listings.selectors.completeness import missing
from listings.services.catalogue import approve_batch
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.checklist import IMPORT_YES
from tests.factories.listings import finish_checks, imported, make_auditor
from tests.listings.imports.test_import import faults
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.services import claim_case
from tte.common.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-07")]
APPROVED = {
    "title_zh": "石墨烯散热膜",
    "bears_on_security": "是",
    "approval_department": "主管部门",
    "approval_number": "科审〔2025〕31 号",
    "approved_on": "2025-09-22",
    "is_central_unit": "yes",
    "finance_filed_on": "2025-10-09",
}


def brought(*rows: dict, by=None):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return imported(lines, by=by or make_actor(role=Role.OFFICER), name="results.jsonl")


def test_the_approval_of_a_row_stands_in_its_record():
    brought(APPROVED, {"title_zh": "导热膜", "bears_on_security": "否"})

    first, second = Achievement.objects.order_by("pk")
    assert (first.bears_on_security, first.approval_department, first.approved_on) == (
        True,
        "主管部门",
        date(2025, 9, 22),
    )
    assert (first.is_central_unit, first.finance_filed_on) == (True, date(2025, 10, 9))
    assert (second.bears_on_security, second.is_central_unit) == (False, None)


def test_what_bears_on_security_is_published_by_nobody_before_its_approval_is_attached():
    auditor = make_auditor()
    batch = brought(APPROVED, {"title_zh": "导热膜"}).catalogue_batch
    batch.checks.update(finished_at=now())
    finish_checks(batch.case)
    claim_case(case=batch.case, by=auditor)
    approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    first, second = Achievement.objects.order_by("pk")
    assert (first.state, second.state) == ("draft", "catalogued")
    assert [need.field for need in missing(first) if need.rule == "R3-07"] == ["files"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"bears_on_security": "maybe"}, "bears_on_security", "choose one of"),
        ({"approved_on": "soon"}, "approved_on", "valid date"),
        ({"approved_on": "2999-01-04"}, "approved_on", "which is past"),
        ({"finance_filed_on": "2999-01-04"}, "finance_filed_on", "which is past"),
        ({"finance_filed_on": "2025-09-01"}, "finance_filed_on", "before the approval"),
        ({"approval_number": "9" * 81}, "approval_number", "at most 80"),
    ],
)
def test_what_a_submission_is_held_against_is_refused_with_its_line_and_column(changes, field, says):
    batch = brought(APPROVED | changes)

    [fault] = [each for each in faults(batch) if not each[3]]
    assert fault[:2] == (1, field)
    assert says in fault[2]


def test_a_holder_that_is_no_public_body_is_not_asked():
    officer = make_actor(
        role=Role.OFFICER, organisation=OrganisationFactory(kind=OrganisationKind.HOLDER, party_type="160")
    )
    batch = brought(APPROVED, by=officer)

    assert "it is left out" in faults(batch)[0][2]
    assert (batch.refused_count, Achievement.objects.get().bears_on_security) == (0, None)
    assert Achievement.objects.get().state == "imported"
