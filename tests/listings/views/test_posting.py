"""The road of the author and of the unit's officer through the pages."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.enums import AchievementState
from listings.models import Achievement, SecrecyDeclaration
from listings.selectors.record import NONE_STATED
from tests.factories.accounts import make_actor, sign_in
from tests.factories.drafts import DraftFactory
from tests.factories.files import PDF
from tests.factories.listings import (
    AchievementFactory,
    IPRightFactory,
    author_of,
    make_auditor,
    make_officer,
    submitted_achievement,
)
from tte.accounts.enums import Role
from tte.common.clock import today

pytestmark = pytest.mark.django_db

DRAFT = {
    "title_zh": "石墨烯涂层",
    "title_en": "",
    "abstract_zh": "厚约 12 μm。",
    "abstract_en": "",
    "field": "05",
    "maturity": "6",
    "regime": "LIST-PUB",
    "right_offered": "O",
    "price": "3,200,000",
    "price_basis": "评估报告",
    "increment": "20,000",
    "kind": "2",
    "price_basis_kind": "APP",
    "is_fiscally_funded": "no",
    "is_encumbered": "no",
    "bears_on_security": "no",
    "territory": "CN",
    "term_years": "5",
    "payment_method": "LS",
    "is_related_party": "no",
    **dict.fromkeys(NONE_STATED, "on"),
}


@pytest.mark.rule("R8-01")
@pytest.mark.parametrize("level", ["internal", "secret", "confidential", "top_secret", "unreviewed"])
def test_declaring_a_level_that_is_not_public_stops_and_stores_nothing(client, level):
    sign_in(client, make_actor(role=Role.RESEARCHER))

    answer = client.post(
        "/achievements/new/", {"level": level, "reviewer_name": "李工", "reviewed_on": today().isoformat()}
    )

    assert (answer.status_code, answer.url) == (302, "/achievements/offline/")
    assert (SecrecyDeclaration.objects.count(), Achievement.objects.count()) == (0, 0)
    assert client.get("/achievements/offline/").status_code == 200


def test_the_first_page_asks_nothing_of_the_result_itself(client):
    sign_in(client, make_actor(role=Role.RESEARCHER))

    answer = client.get("/achievements/new/")

    assert list(answer.context["form"].fields) == ["level", "reviewer_name", "reviewed_on"]
    assert "<textarea" not in answer.content.decode()


def test_declaring_public_without_reviewer_is_refused_with_both_places(client):
    sign_in(client, make_actor(role=Role.RESEARCHER))

    answer = client.post("/achievements/new/", {"level": "public"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["reviewer_name", "reviewed_on"]
    assert Achievement.objects.count() == 0


def test_declaring_public_leads_to_the_draft(client):
    sign_in(client, make_actor(role=Role.RESEARCHER))

    answer = client.post(
        "/achievements/new/", {"level": "public", "reviewer_name": "李工", "reviewed_on": today().isoformat()}
    )

    achievement = Achievement.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/achievements/{achievement.code}/edit/")
    assert client.get(answer.url).status_code == 200


def test_saving_the_draft_keeps_amounts_with_separators(client):
    achievement = AchievementFactory(empty=True)
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/edit/", DRAFT)

    assert answer.status_code == 302
    achievement.refresh_from_db()
    assert (achievement.price, achievement.increment, achievement.maturity) == (3200000, 20000, 6)


def test_enter_in_a_field_of_the_draft_saves_it(client):
    """A browser presses the first button of the form: it must be the one that goes nowhere else."""
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    page = client.get(f"/achievements/{achievement.code}/edit/").content.decode()

    first = re.search(r'<button[^>]*form="draft"[^>]*>', page)[0]
    assert "formaction" not in first


def test_while_one_types_the_checklist_looks_at_what_is_typed_and_the_record_stays(client):
    achievement = AchievementFactory(empty=True)
    author = author_of(achievement)
    sign_in(client, author)
    values = {name: [text] for name, text in (DRAFT | {"price": "viel"}).items()}
    DraftFactory(membership=author.membership, form="achievement.draft", about=achievement.code, values=values)

    answer = client.get(f"/achievements/{achievement.code}/edit/", headers={"HX-Request": "true"})

    states = {item.url: item.state for item in answer.context["requirements"]}
    assert (states["#id_title_zh"], states["#id_price"]) == ("done", "open")
    assert answer.text.strip().startswith('<nav class="post-steps"')
    page = client.get(f"/achievements/{achievement.code}/edit/").text
    assert 'value="viel"' in page
    achievement.refresh_from_db()
    assert achievement.title_zh == ""


def test_a_draft_of_the_wrong_shape_is_sent_back_with_all_that_was_typed(client):
    achievement = AchievementFactory(empty=True)
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/edit/", DRAFT | {"price": "viel"})

    assert answer.status_code == 422
    assert 'value="viel"' in answer.text
    assert 'value="石墨烯涂层"' in answer.text


def test_submitting_saves_what_stands_in_the_form_first(client):
    achievement = AchievementFactory(title_zh="旧题名")
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/submit/", DRAFT | {"request_key": "k"})

    assert answer.status_code == 302
    achievement.refresh_from_db()
    assert (achievement.title_zh, achievement.state) == ("石墨烯涂层", AchievementState.SUBMITTED)


def test_submitting_what_has_the_wrong_shape_changes_nothing(client):
    achievement = AchievementFactory(title_zh="旧题名")
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/submit/", DRAFT | {"price": "viel"})

    assert (answer.status_code, 'value="viel"' in answer.text) == (422, True)
    achievement.refresh_from_db()
    assert (achievement.title_zh, achievement.state) == ("旧题名", AchievementState.DRAFT)


def test_saving_a_regime_that_is_not_open_to_the_holder_is_refused(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/edit/", DRAFT | {"regime": "LIST-PRIV"})

    assert answer.status_code == 422
    achievement.refresh_from_db()
    assert achievement.regime == "LIST-PUB"


def test_a_refused_submission_lists_what_is_missing_with_links(client):
    achievement = AchievementFactory(increment=None)
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/submit/")

    assert answer.status_code == 422
    assert [item.url for item in answer.context["lacking"]] == ["#id_increment"]
    assert 'href="#id_increment"' in answer.content.decode()
    assert 'id="id_increment"' in answer.content.decode()
    achievement.refresh_from_db()
    assert achievement.state == AchievementState.DRAFT


def test_submitting_twice_by_a_double_click_is_one_submission(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    answers = [client.post(f"/achievements/{achievement.code}/submit/", {"csrfmiddlewaretoken": "k"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    achievement.refresh_from_db()
    assert achievement.state == AchievementState.SUBMITTED


def test_rights_are_named_mended_and_removed_on_the_page(client):
    achievement = AchievementFactory(rights=False)
    sign_in(client, author_of(achievement))

    client.post(f"/achievements/{achievement.code}/rights/", {"ip_type": "11", "number": "202110906214.8"})
    right = achievement.ip_rights.get()
    page = client.get(f"/achievements/{achievement.code}/edit/").content.decode()
    assert "202110906214.5" in page

    client.post(f"/achievements/rights/{right.pk}/mend/", {"number": "202110906214.5"})
    right.refresh_from_db()
    assert right.number == "202110906214.5"

    client.post(f"/achievements/rights/{right.pk}/drop/")
    assert achievement.ip_rights.count() == 0


def test_naming_a_right_twice_is_refused_beside_its_number(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/rights/", {"ip_type": "11", "number": "202310123456.6"})

    assert answer.status_code == 422
    assert list(answer.context["right_form"].errors) == ["number"]
    assert achievement.ip_rights.count() == 1


def test_an_attached_file_for_auditors_is_not_for_visitors_or_strangers(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))
    upload = SimpleUploadedFile("报告.pdf", PDF, content_type="application/pdf")

    client.post(f"/achievements/{achievement.code}/files/", {"upload": upload, "audience": "auditors"})

    attachment = achievement.attachments.get()
    url = f"/achievements/files/{attachment.pk}/"
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == PDF
    client.force_login(make_actor(role=Role.OFFICER).user)
    assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 404


def test_a_stranger_finds_no_achievement_of_another_holder(client):
    achievement = AchievementFactory()
    sign_in(client, make_actor(role=Role.RESEARCHER))

    for path in ("", "edit/"):
        assert client.get(f"/achievements/{achievement.code}/{path}").status_code == 404
    assert client.post(f"/achievements/{achievement.code}/edit/", DRAFT).status_code == 404
    right = IPRightFactory(achievement=achievement, number="202110906214.5")
    assert client.post(f"/achievements/rights/{right.pk}/drop/").status_code == 404


@pytest.mark.parametrize("path", ["/achievements/", "/achievements/new/", "/unit-review/", "/audit/"])
def test_a_visitor_is_sent_to_sign_in(client, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_the_officer_sends_back_with_a_reason_the_author_reads(client):
    achievement = submitted_achievement()
    sign_in(client, make_officer(achievement.holder))

    answer = client.post(f"/achievements/{achievement.code}/return/", {"reason": "请补充评估报告"})

    assert (answer.status_code, answer.url) == (302, f"/unit-review/{achievement.code}-1/")
    client.force_login(achievement.posted_by)
    assert "请补充评估报告" in client.get(f"/achievements/{achievement.code}/").content.decode()


def test_only_officers_of_the_same_unit_review(client):
    achievement = submitted_achievement()

    for actor in (make_officer(make_actor(role=Role.OFFICER).organisation), author_of(achievement), make_auditor()):
        sign_in(client, actor)
        assert client.post(f"/achievements/{achievement.code}/forward/", {"undertakings": "1"}).status_code == 404
    achievement.refresh_from_db()
    assert achievement.state == AchievementState.SUBMITTED


@pytest.mark.parametrize("count", [1, 3])
def test_my_list_asks_the_database_as_often_for_one_row_as_for_three(client, django_assert_num_queries, count):
    first = AchievementFactory()
    for _ in range(count - 1):
        AchievementFactory(secrecy__organisation=first.holder, posted_by=first.posted_by)
    sign_in(client, author_of(first))
    client.get("/achievements/")

    with django_assert_num_queries(10):
        answer = client.get("/achievements/")

    assert len(answer.context["list"].rows) == count


def test_my_list_turns_its_pages_by_key(client, monkeypatch):
    monkeypatch.setattr("tte.common.paging.SIZE", 2)
    first = AchievementFactory()
    others = [AchievementFactory(secrecy__organisation=first.holder, posted_by=first.posted_by) for _ in range(2)]
    sign_in(client, author_of(first))

    page = client.get("/achievements/").context["list"]
    rest = client.get(f"/achievements/{page.following}").context["list"]

    assert [line.achievement for line in page.objects] == [others[1], others[0]]
    assert ([line.achievement for line in rest.objects], rest.following) == ([first], "")


def test_a_conclusion_of_tomorrow_is_refused_beside_its_date(client):
    sign_in(client, make_actor(role=Role.RESEARCHER))
    tomorrow = (today() + timedelta(days=1)).isoformat()

    answer = client.post("/achievements/new/", {"level": "public", "reviewer_name": "李", "reviewed_on": tomorrow})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["reviewed_on"]
