"""The correction loop field by field; every refusal changes nothing."""

import pytest

from tests.factories.accounts import make_actor
from tests.factories.casework import CaseFactory, CaseReasonFactory
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import Role
from tte.casework.enums import CorrectionState
from tte.casework.models import Correction
from tte.casework.selectors.correction import open_corrections
from tte.casework.services import NotInHand, answer_case, ask_party, claim_case
from tte.casework.services.correction import (
    AlreadyMarked,
    AnswersMissing,
    CorrectionsOpen,
    NotAField,
    answer_corrections,
    ask_marked,
    close_correction,
    drop_correction,
    keep_answers,
    mark_field,
    refuse_open_corrections,
)
from tte.casework.services.reasons import WordsMissing
from tte.common.errors import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(auditor):
    made = CaseFactory(kind=KIND, office=auditor.organisation, applicant__name_zh="江大", applicant__name_en="JZU")
    CaseReasonFactory(case=made)
    return claim_case(case=made, by=auditor)


@pytest.fixture
def officer(case):
    return make_actor(role=Role.OFFICER, organisation=case.applicant)


def asked(case, auditor, *fields):
    for field in fields:
        mark_field(case=case, field=field, text="请写全称", by=auditor)
    ask_marked(case=case, by=auditor)
    return ask_party(case=case, by=auditor)


def test_a_field_goes_round_from_mark_to_close(case, auditor, officer):
    case = asked(case, auditor, "name_zh", "name_en")
    case.applicant.name_zh = "江洲大学"
    case.applicant.save()
    keep_answers(case=case, answers={2: "JZU is the registered name"}, by=officer)

    assert answer_corrections(case=case, by=officer) == 2
    case = claim_case(case=answer_case(case=case, by=officer), by=auditor)
    first, second = open_corrections(case)

    assert (first.old_value, first.new_value, first.answer) == ("江大", "江洲大学", "")
    assert (second.old_value, second.new_value, second.answer) == ("JZU", "JZU", "JZU is the registered name")
    assert (second.state, second.answered_by) == (CorrectionState.ANSWERED, officer.user)
    with pytest.raises(CorrectionsOpen):
        refuse_open_corrections(case)
    for each in (first, second):
        close_correction(correction=each, by=auditor)
    refuse_open_corrections(case)
    assert {each.state for each in case.corrections.all()} == {CorrectionState.CLOSED}


def test_a_point_neither_answered_nor_mended_is_named_and_nothing_is_sent(case, auditor, officer):
    case = asked(case, auditor, "name_zh", "name_en")
    keep_answers(case=case, answers={1: "见附件", 9: "没有这一项"}, by=officer)

    with pytest.raises(AnswersMissing) as refusal:
        answer_corrections(case=case, by=officer)

    assert refusal.value.fields == ["name_en"]
    assert list(case.corrections.order_by("number").values_list("state", "answer", "answered_by")) == [
        (CorrectionState.ASKED, "见附件", None),
        (CorrectionState.ASKED, "", None),
    ]


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [("region_code", "请改", NotAField), ("name_zh", "  ", WordsMissing), ("name_en", "再改", AlreadyMarked)],
)
def test_a_mark_that_is_refused_is_not_kept(case, auditor, field, text, refusal):
    mark_field(case=case, field="name_en", text="请写全称", by=auditor)
    with pytest.raises(refusal):
        mark_field(case=case, field=field, text=text, by=auditor)
    assert list(case.corrections.values_list("field", "text")) == [("name_en", "请写全称")]


def test_only_who_has_the_case_marks_drops_and_closes(case, auditor):
    point = mark_field(case=case, field="name_zh", text="请写全称", by=auditor)
    other = make_actor(role=Role.AUDITOR, organisation=auditor.organisation)
    for act in (drop_correction, close_correction):
        with pytest.raises(NotInHand):
            act(correction=point, by=other)
    with pytest.raises(NotInHand):
        mark_field(case=case, field="name_en", text="请写全称", by=other)
    with pytest.raises(TransitionRefused):
        close_correction(correction=point, by=auditor)  # it was not even asked
    point.refresh_from_db()
    assert (point.state, Correction.objects.count()) == (CorrectionState.MARKED, 1)


def test_a_mark_taken_back_may_be_set_again(case, auditor):
    point = mark_field(case=case, field="name_zh", text="请写全称", by=auditor)
    drop_correction(correction=point, by=auditor)
    again = mark_field(case=case, field="name_zh", text="请按证书写", by=auditor)
    assert (again.number, open_corrections(case).count()) == (2, 1)
