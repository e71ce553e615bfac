"""Lines of a checklist: which apply, what the checks prove, what a conclusion needs, how they are kept."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.casework import CaseFactory, CheckRunFactory
from tests.factories.codelists import CodeFactory
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import Role
from tte.casework.answering import ChecklistForm
from tte.casework.running import run_checks
from tte.casework.selectors.checklist import Answer, lines_of
from tte.casework.services import ask_checks, claim_case, decide_case
from tte.casework.services.checklist import LinesAgainst, LinesOpen, LineUnknown, NoteMissing
from tte.casework.services.reaudit import conclude_second_look, open_second_look
from tte.codelists.enums import CodeList
from tte.codelists.models import Code
from tte.codelists.selectors import forget
from tte.common.clock import now, today

pytestmark = pytest.mark.django_db
LINES = [
    (KIND, ""),
    ("R3-33", KIND),
    ("R3-34", KIND),
    ("local/tests", KIND),
    ("R3-35", "local/tests"),
    ("foreign/tests", KIND),
    ("R8-10", "foreign/tests"),
    ("unheard_of/tests", KIND),
    ("R8-10b", "unheard_of/tests"),
]


@pytest.fixture(autouse=True)
def lines():
    Code.objects.filter(list=CodeList.CHECKLIST_LINE).delete()
    for position, (code, parent) in enumerate(LINES):
        CodeFactory(list=CodeList.CHECKLIST_LINE, code=code, parent_code=parent, position=position)
    forget()


@pytest.fixture
def auditor():
    return make_actor(role=Role.AUDITOR)


def case_of(auditor, name="某某大学", *, checked=True):
    case = CaseFactory(kind=KIND, office=auditor.organisation, applicant=OrganisationFactory(name_zh=name, name_en="2"))
    if checked:
        run_checks(run_id=ask_checks(case=case).pk)
    return claim_case(case=case, by=auditor)


def decide(case, auditor, conclusion="approve", **answers):
    given = [Answer(code.replace("_", "-"), *words.split(": ")) for code, words in answers.items()]
    return decide_case(case=case, step="test", conclusion=conclusion, answers=given, by=auditor)


def codes_of(lines):
    return [line.code for line in lines]


def test_a_line_applies_where_its_condition_holds_or_is_unknown(auditor):
    assert codes_of(lines_of(case_of(auditor))) == ["R3-33", "R3-34", "R8-10b"]
    assert codes_of(lines_of(case_of(auditor, "Acme"))) == ["R3-33", "R3-34", "R8-10", "R8-10b"]
    assert [(line.place, line.rule) for line in lines_of(case_of(auditor))] == [
        (0, "R3-33"),
        (1, "R3-34"),
        (4, "R8-10"),
    ]


def test_a_line_is_proven_by_all_its_checks_and_not_before_they_ran(auditor):
    assert [line.is_proven for line in lines_of(case_of(auditor))] == [True, False, False]
    assert [line.is_proven for line in lines_of(case_of(auditor, checked=False))] == [False] * 3
    doubted = lines_of(case_of(auditor, "大" * 40))[0]
    assert (doubted.is_proven, doubted.doubts) == (False, ["The name is short"])


def test_a_decision_keeps_the_lines_as_they_were_shown_and_answered(auditor):
    case = case_of(auditor)

    decision = decide(case, auditor, R3_34="yes", R8_10b="na: 无境外当事人")

    Code.objects.filter(code="R3-34").update(name_zh="改了", name_en="Changed", valid_to=today() - timedelta(days=1))
    forget()
    decision.refresh_from_db()
    kept = [(each["code"], each["zh"], each["answer"], each["by"], each["note"]) for each in decision.points]
    assert kept == [
        ("R3-33", "代码 R3-33", "yes", "check", ""),
        ("R3-34", "代码 R3-34", "yes", "person", ""),
        ("R8-10b", "代码 R8-10b", "na", "person", "无境外当事人"),
    ]
    assert [each["name"] for each in decision.points[0]["checks"]] == ["name_is_given", "name_is_short"]
    assert decision.points[0]["since"] == "2000-01-01"
    assert codes_of(lines_of(case)) == ["R3-33", "R8-10b"]


SILENT = {"name_is_short": {"unchecked": "no_ruler"}, "number_is_even": {"could_not_run": "broke_off"}}


def test_what_did_not_run_is_said_at_its_line_and_is_no_doubt_and_no_proof(auditor):
    """A person answers in its place, and needs no note for that."""
    case = case_of(auditor, checked=False)
    run = CheckRunFactory(case=case, finished_at=now())
    silent = {**SILENT, "name_is_given": {"could_not_run": "no_index"}}
    for name, evidence in silent.items():
        run.results.create(check_name=name, passed=False, evidence=evidence)

    line = lines_of(case)[0]

    assert (line.is_proven, line.doubts) == (False, [])
    assert line.not_run == ["The name is given", "The name is short"]
    page = render_to_string("casework/checklist.html", {"form": ChecklistForm(lines=[line]), "needs": ""})
    assert page.count("该项未能检查：") == 2
    assert "不符：" not in page
    assert decide(case, auditor, R3_33="yes", R3_34="yes", R8_10b="yes").points[0]["by"] == "person"


def test_a_decision_keeps_the_names_of_the_checks_that_gave_no_answer(auditor):
    case = case_of(auditor, checked=False)
    run = CheckRunFactory(case=case, finished_at=now())
    for name, evidence in (("name_is_given", {}), *SILENT.items()):
        run.results.create(check_name=name, passed=not evidence, evidence=evidence)

    decision = decide(case, auditor, R3_33="yes", R3_34="yes", R8_10b="yes")

    assert decision.not_run == [
        {"name": "name_is_short", "rule": "", "zh": "The name is short", "en": "The name is short"},
        {"name": "number_is_even", "rule": "", "zh": "The number is even", "en": "The number is even"},
    ]
    assert decide(case_of(auditor), auditor, R3_34="yes", R8_10b="yes").not_run == []


@pytest.mark.parametrize(
    ("answers", "refusal", "blamed"),
    [
        ({}, LinesOpen, ["R3-34", "R8-10b"]),
        ({"R3_34": "yes"}, LinesOpen, ["R8-10b"]),
        ({"R3_34": "no: 权属不清", "R8_10b": "yes"}, LinesAgainst, ["R3-34"]),
        ({"R3_34": "no", "R8_10b": "yes"}, NoteMissing, ["R3-34"]),
        ({"R3_33": "no", "R3_34": "yes", "R8_10b": "yes"}, NoteMissing, ["R3-33"]),
        ({"R3_33": "no: 名称不实", "R3_34": "yes", "R8_10b": "yes"}, LinesAgainst, ["R3-33"]),
    ],
)
def test_an_approval_needs_every_line_and_none_with_no(auditor, answers, refusal, blamed):
    case = case_of(auditor)

    with pytest.raises(refusal) as refused:
        decide(case, auditor, **answers)

    assert codes_of(refused.value.lines) == blamed
    assert case.decisions.count() == 0


def test_what_a_check_doubts_a_person_may_answer_yes_with_a_note(auditor):
    case = case_of(auditor, "大" * 40)
    others = {"R3_34": "yes", "R8_10b": "yes"}

    with pytest.raises(NoteMissing):
        decide(case, auditor, R3_33="yes", **others)

    decision = decide(case, auditor, R3_33="yes: 名称属实", **others)
    assert (decision.points[0]["by"], decision.points[0]["note"]) == ("person", "名称属实")


@pytest.mark.parametrize("answers", [{"R9_99": "yes"}, {"R3_34": "perhaps"}])
def test_an_answer_the_list_does_not_know_is_refused(auditor, answers):
    with pytest.raises(LineUnknown):
        decide(case_of(auditor), auditor, "refuse", **answers)


def test_a_refusal_stands_on_what_was_answered_so_far_and_ignores_lines_that_do_not_apply(auditor):
    decision = decide(case_of(auditor), auditor, "refuse", R3_34="no: 权属不清", R3_35="yes")

    assert [(each["code"], each["answer"]) for each in decision.points] == [
        ("R3-33", "yes"),
        ("R3-34", "no"),
        ("R8-10b", ""),
    ]


def test_a_second_look_answers_the_lines_of_the_first(auditor):
    decision = decide(case_of(auditor), auditor, R3_34="yes", R8_10b="yes")
    again = open_second_look(decision=decision, by=auditor)
    other = make_actor(role=Role.AUDITOR, organisation=auditor.organisation)
    claim_case(case=again.case, by=other)

    assert codes_of(lines_of(again.case)) == ["R3-33", "R3-34", "R8-10b"]
    with pytest.raises(LinesOpen):
        conclude_second_look(reaudit=again, conclusion="approve", by=other)
    yes = [Answer("R3-34", "yes"), Answer("R8-10b", "yes")]
    conclude_second_look(reaudit=again, conclusion="approve", answers=yes, by=other)
    assert len(again.case.decisions.get().points) == 3


def test_a_refusal_stands_beside_the_line_of_the_form(auditor):
    case = case_of(auditor)
    form = ChecklistForm({"line-1-answer": "no", "line-1-note": "权属不清"}, lines=lines_of(case))

    assert form.is_valid()
    given = {"case": case, "step": "test", "conclusion": "approve", "by": auditor}
    assert not form.carry_out(decide_case, **given)
    assert set(form.errors) == {"line-4-answer"}
    assert len(form.errors["line-4-answer"]) == 1
