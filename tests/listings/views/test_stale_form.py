"""A draft's form that stood open while the record went on: nothing others wrote is written over, nothing lost."""

import html
import re

import pytest
from django.urls import reverse

from listings.models import Achievement, Attachment, IPRight, Picture
from listings.services.attachment import describe_attachment, detach_file
from listings.services.draft import save_draft
from listings.services.picture import describe_picture, drop_picture
from listings.services.right import change_right, drop_right, mend_right, take_term
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    PictureFactory,
    author_of,
    make_officer,
)
from tests.markup import even
from tests.tte.drafts.windows import DATA
from tte.common.errors import TransitionRefused

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(kept|kept_tab|kept_version|kept_seen|\w+-(?:TOTAL|INITIAL)_FORMS)" value="([^"]*)"')
DRAFT = re.compile(r'<form id="draft".*?</form>', re.DOTALL)


@pytest.fixture
def achievement() -> Achievement:
    return AchievementFactory(
        title_zh="石墨烯涂层", abstract_zh="旧摘要\r\n第二行", maturity=5, ways=["Z1", "Z3"], price=1000
    )


def page_of(achievement: Achievement) -> str:
    return reverse("listings:edit_achievement", args=[achievement.code])


def window(client, actor, achievement: Achievement) -> dict[str, object]:
    """All that the form would send if nothing were typed, as a browser without scripts does."""
    client.force_login(actor.user)
    page = client.get(page_of(achievement))
    return sent_by(page)


def sent_by(page) -> dict[str, object]:
    form = page.context["draft"]
    values = {name: form[name].value() for name in form.fields}
    for rows in form.row_sets.values():
        values |= {bound.html_name: bound.value() for row in rows for bound in row}
    hidden = {name: html.unescape(text) for name, text in HIDDEN.findall(DRAFT.search(even(page.text))[0])}
    return {name: value for name, value in values.items() if value not in (None, [])} | hidden


def send(client, achievement: Achievement, data: dict):
    return client.post(page_of(achievement), data)


def test_an_older_window_of_the_same_person_saves_what_it_typed_and_leaves_the_rest(client, achievement):
    author = author_of(achievement)
    first, second = (window(client, author, achievement) for _ in range(2))
    assert send(client, achievement, first | {"abstract_zh": "新摘要", "maturity": "13-7"}).status_code == 302

    assert send(client, achievement, second | {"title_zh": "新标题"}).status_code == 302

    achievement.refresh_from_db()
    assert (achievement.title_zh, achievement.abstract_zh) == ("新标题", "新摘要")
    assert (achievement.maturity, achievement.maturity_13) == (None, 7)


def test_author_and_officer_changing_one_field_see_both_texts_and_neither_is_lost(client, achievement):
    author, officer = author_of(achievement), make_officer(achievement.holder)
    older = window(client, author, achievement)
    newer = window(client, officer, achievement)
    assert send(client, achievement, newer | {"abstract_zh": "经办人的摘要", "title_en": "Coating"}).status_code == 302
    client.force_login(author.user)

    answer = send(client, achievement, older | {"abstract_zh": "作者的摘要", "price": "2000"})

    achievement.refresh_from_db()
    assert (answer.status_code, achievement.abstract_zh, achievement.price) == (422, "经办人的摘要", 1000)
    assert [(each.name, each.standing, each.typed) for each in answer.context["clashes"]] == [
        ("abstract_zh", "经办人的摘要", "作者的摘要")
    ]
    again = sent_by(answer)
    assert (again["abstract_zh"], again["title_en"]) == ("作者的摘要", "Coating")
    assert send(client, achievement, again).status_code == 422  # nothing was chosen


@pytest.mark.parametrize(("choice", "stands"), [("standing", "经办人的摘要"), ("mine", "作者的摘要")])
def test_the_choice_between_both_texts_is_carried_out_with_what_else_was_typed(client, achievement, choice, stands):
    author, officer = author_of(achievement), make_officer(achievement.holder)
    older = window(client, author, achievement)
    save_draft(achievement=achievement, by=officer, abstract_zh="经办人的摘要")
    answer = send(client, achievement, older | {"abstract_zh": "作者的摘要", "price": "2000"})
    (clash,) = answer.context["clashes"]
    chosen = {"settle_abstract_zh": "standing" if choice == "standing" else f"mine-{clash.mark}"}

    assert send(client, achievement, sent_by(answer) | chosen).status_code == 302

    achievement.refresh_from_db()
    assert (achievement.abstract_zh, achievement.price) == (stands, 2000)


def test_a_choice_made_before_it_changed_once_more_shows_the_newest(client, achievement):
    author, officer = author_of(achievement), make_officer(achievement.holder)
    older = window(client, author, achievement)
    save_draft(achievement=achievement, by=officer, abstract_zh="第二稿")
    answer = send(client, achievement, older | {"abstract_zh": "作者的摘要"})
    (clash,) = answer.context["clashes"]
    save_draft(achievement=achievement, by=officer, abstract_zh="第三稿")

    again = send(client, achievement, sent_by(answer) | {"settle_abstract_zh": f"mine-{clash.mark}"})

    assert [each.standing for each in again.context["clashes"]] == ["第三稿"]


def test_typing_that_was_kept_comes_back_beside_what_others_wrote_since(client, achievement):
    """The text that was typed is there, the fields left alone show what stands now, and saving loses neither."""
    author, officer = author_of(achievement), make_officer(achievement.holder)
    older = window(client, author, achievement) | {"title_zh": "作者的标题"}
    assert client.post(reverse("drafts:keep"), older, headers=DATA).status_code == 200
    save_draft(achievement=achievement, by=officer, abstract_zh="经办人的摘要", title_zh="经办人的标题")

    again = window(client, author, achievement)

    assert (again["title_zh"], again["abstract_zh"]) == ("作者的标题", "经办人的摘要")
    answer = send(client, achievement, again)
    assert [each.name for each in answer.context["clashes"]] == ["title_zh"]


def test_rows_changed_on_both_sides_are_compared_as_rows(client, achievement):
    author, officer = author_of(achievement), make_officer(achievement.holder)
    older = window(client, author, achievement)
    save_draft(achievement=achievement, by=officer, rows={"licences": [{"licensee": "甲公司", "mode": "O"}]})
    row = {"licences-0-licensee": "乙公司", "licences-0-mode": "S", "licences-0-note": "全部"}

    answer = send(client, achievement, older | row)

    (clash,) = answer.context["clashes"]
    assert (clash.name, clash.standing.split(" · ")[0], clash.typed.split(" · ")[0]) == ("licences", "甲公司", "乙公司")
    assert send(client, achievement, older | row | {"settle_licences": f"mine-{clash.mark}"}).status_code == 302
    assert list(achievement.licences.values_list("licensee", flat=True)) == ["乙公司"]
    assert send(client, achievement, older | {"title_zh": "新"}).status_code == 302
    assert list(achievement.licences.values_list("licensee", flat=True)) == ["乙公司"]


def right_window(client, actor, right: IPRight) -> dict[str, object]:
    client.force_login(actor.user)
    page = client.get(page_of(right.achievement))
    (row,) = page.context["rights"]
    form = re.search(
        rf'<form[^>]*action="{reverse("listings:change_right", args=[right.pk])}.*?</form>', page.text, re.S
    )
    values = {name: row["form"][name].value() for name in row["form"].fields}
    hidden = {name: html.unescape(text) for name, text in HIDDEN.findall(form[0])}
    return {name: value for name, value in values.items() if value is not None} | hidden


def test_a_right_changed_in_two_windows_keeps_what_each_changed(client, achievement):
    author, officer = author_of(achievement), make_officer(achievement.holder)
    right = achievement.ip_rights.get()
    url = reverse("listings:change_right", args=[right.pk])
    older, old = (right_window(client, author, right) for _ in range(2))
    newer = right_window(client, officer, right)
    assert client.post(url, newer | {"status": "APP", "name": "经办人的名称"}).status_code == 302
    client.force_login(author.user)
    assert client.post(url, old | {"holder": "大学"}).status_code == 302

    answer = client.post(url, older | {"name": "作者的名称"})

    right.refresh_from_db()
    assert (answer.status_code, right.name, right.status, right.holder) == (422, "经办人的名称", "APP", "大学")
    (row,) = answer.context["rights"]
    assert [(each.standing, each.typed) for each in row["clashes"]] == [("经办人的名称", "作者的名称")]


def test_a_right_that_was_taken_out_meanwhile_is_not_brought_back(client, achievement):
    right = achievement.ip_rights.get()
    author = author_of(achievement)
    drop_right(right=IPRight.objects.get(pk=right.pk), by=author)

    for act in (
        lambda: change_right(right=right, ip_type="11", number="202310123456.6", by=author),
        lambda: mend_right(right=right, number="202310123456.6", by=author),
        lambda: take_term(right=right, by=author),
    ):
        with pytest.raises(TransitionRefused):
            act()
    assert not achievement.ip_rights.exists()


def test_a_file_or_picture_that_was_taken_out_meanwhile_is_refused_in_words(achievement):
    author = author_of(achievement)
    attachment, picture = AttachmentFactory(achievement=achievement), PictureFactory(achievement=achievement)
    detach_file(attachment=Attachment.objects.get(pk=attachment.pk), by=author)
    drop_picture(picture=Picture.objects.get(pk=picture.pk), by=author)

    with pytest.raises(TransitionRefused):
        describe_attachment(attachment=attachment, audience="auditors", evidence="", description="x", by=author)
    with pytest.raises(TransitionRefused):
        describe_picture(picture=picture, alt_zh="甲", alt_en="", by=author)
