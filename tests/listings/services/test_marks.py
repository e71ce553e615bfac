"""Marks beyond the fields of the record: rows one by one, pictures, the notice to come."""

import json

import pytest

from listings.selectors.correction import correctable
from listings.selectors.record import stored_rows
from listings.services.achievement import (
    Incomplete,
    forward_achievement,
    return_achievement,
    save_answered_draft,
    submit_achievement,
)
from listings.services.audit import ask_correction
from listings.services.draft import save_draft
from listings.services.notice_plan import save_notice_plan
from listings.services.picture import describe_picture
from listings.undertakings import CURRENT
from tests.factories.checklist import UNIT_YES
from tests.factories.listings import (
    ExistingLicenceFactory,
    FirstRefusalFactory,
    PictureFactory,
    RightShareFactory,
    author_of,
    claimed_achievement,
    make_auditor,
    make_officer,
)
from tests.markup import even
from tte.casework.services.correction import NotAField, mark_field

pytestmark = pytest.mark.django_db
PLAN = {
    **dict.fromkeys(("intended_buyer_name", "relation", "auctioneer", "licence_number"), ""),
    **dict.fromkeys(("viewing_place", "sale_place"), ""),
    **dict.fromkeys(("viewing_from", "viewing_until", "sale_at", "related_party"), None),
    "notice_length": 300,
    "extension_length": 0,
    "extensions_allowed": 0,
}


@pytest.fixture
def auditor():
    return make_auditor()


@pytest.fixture
def achievement(auditor):
    achievement = claimed_achievement(auditor)
    RightShareFactory(achievement=achievement, owner="holder", name="江洲大学", percent=60)
    RightShareFactory(achievement=achievement, other=True, name="远航装备有限公司", percent=40)
    ExistingLicenceFactory(achievement=achievement, licensee="明泽制药")
    FirstRefusalFactory(achievement=achievement, name="远航装备有限公司")
    PictureFactory(achievement=achievement, alt_zh="涂层截面")
    return achievement


def asked(achievement, auditor, *fields):
    for field in fields:
        mark_field(case=achievement.case, field=field, text=f"请改：{field}", by=auditor)
    return ask_correction(achievement=achievement, reason_code="E8", text="见标注", by=auditor)


def test_every_row_and_every_question_of_the_notice_may_be_marked(achievement, auditor):
    held = correctable(achievement)

    picture = achievement.pictures.get()
    wanted = {"shares", "shares.1", "shares.2", "licences.1", "first_refusals.1", f"pictures.{picture.pk}"}
    assert wanted <= set(held)
    assert {name for name in held if name.startswith("notice.")} == {
        "notice.notice_length",
        "notice.extensions_allowed",
        "notice.extension_length",
    }
    assert json.loads(held["shares.2"])["name"] == "远航装备有限公司"
    with pytest.raises(NotAField):
        mark_field(case=achievement.case, field="shares.3", text="?", by=auditor)


def test_each_mark_is_mended_where_it_stands_or_answered_there(achievement, auditor):
    picture = achievement.pictures.get()
    achievement = asked(
        achievement, auditor, "shares.2", "licences.1", f"pictures.{picture.pk}", "notice.notice_length"
    )
    author, shares = author_of(achievement), stored_rows(achievement)["shares"]

    save_draft(
        achievement=achievement, rows={"shares": [shares[0], shares[1] | {"name": "远航装备股份公司"}]}, by=author
    )
    save_answered_draft(achievement=achievement, answers={2: "许可合同第三条"}, by=author)
    describe_picture(picture=picture, alt_zh="涂层截面，放大五千倍", alt_en="", by=author)
    with pytest.raises(Incomplete) as refusal:
        submit_achievement(achievement=achievement, by=author)
    assert [need.field for need in refusal.value.needs] == ["notice-answer-4-text"]

    save_notice_plan(achievement=achievement, answers={4: "四十个工作日"}, by=author, **PLAN)
    submit_achievement(achievement=achievement, by=author)

    told = achievement.case.corrections.order_by("number")
    assert [(each.answer, each.new_value != each.old_value) for each in told] == [
        ("", True),
        ("许可合同第三条", False),
        ("", True),
        ("四十个工作日", True),
    ]


def test_the_applicant_reads_a_mark_beside_its_row_and_the_auditor_reads_words(client, achievement, auditor):
    picture = achievement.pictures.get()
    achievement = asked(achievement, auditor, "shares", "shares.2", f"pictures.{picture.pk}", "notice.notice_length")

    client.force_login(achievement.posted_by)
    page = client.get(f"/achievements/{achievement.code}/edit/")
    plan = client.get(f"/achievements/{achievement.code}/notice/")

    draft = page.context["draft"]
    assert [form.asked.text if form.asked else "" for form in draft.row_sets["shares"].forms] == [
        "",
        "请改：shares.2",
        "",
    ]
    assert page.context["asked_rows"]["shares"].text == "请改：shares"
    text = page.content.decode()
    assert [text.count(f'name="answer-{number}-text"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert f"/achievements/{achievement.code}/notice/#id_answer-4-text" in text
    assert 'name="answer-4-text" rows="2" maxlength="1000" form="plan"' in even(plan.text)

    client.force_login(auditor.user)
    case = client.get(f"/audit/{achievement.code}/").content.decode()
    assert "远航装备有限公司 · 40.00 %" in case
    assert "&quot;percent&quot;" not in case
    assert "notice.notice_length</th>" not in case


def test_what_the_unit_has_mended_again_is_what_the_auditor_reads_as_mended(achievement, auditor):
    achievement = asked(achievement, auditor, "abstract_zh")
    author, officer = author_of(achievement), make_officer(achievement.holder)
    save_draft(achievement=achievement, by=author, abstract_zh="第一次改正的摘要")
    submit_achievement(achievement=achievement, by=author)
    return_achievement(achievement=achievement, reason="还有一处", by=officer)
    save_draft(achievement=achievement, by=author, abstract_zh="第二次改正的摘要")
    submit_achievement(achievement=achievement, by=author)
    assert achievement.case.corrections.get().new_value == "第一次改正的摘要"

    forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=officer)

    assert achievement.case.corrections.get().new_value == "第二次改正的摘要"
