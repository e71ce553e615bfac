"""The fuller form in the browser: rows, preview, what is alike, versions, copies, pictures, who sees what."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from listings.models import Achievement, SecrecyDeclaration
from listings.services.achievement import return_achievement, submit_achievement
from listings.services.draft import save_draft
from tests.factories.accounts import make_actor, sign_in
from tests.factories.drafts import DraftFactory
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    PictureFactory,
    RightShareFactory,
    audited_achievement,
    author_of,
    make_auditor,
    make_officer,
    submitted_achievement,
)
from tests.listings.test_drawing_anew import photograph
from tests.listings.views.test_posting import DRAFT
from tests.markup import even
from tte.accounts.enums import Role
from tte.common.clock import today
from tte.drafts.models import Draft
from tte.feed.relay import relay_all
from tte.search.follower import catch_up

pytestmark = pytest.mark.django_db

SHARES = {
    "shares-TOTAL_FORMS": "3",
    "shares-INITIAL_FORMS": "0",
    "shares-0-owner": "holder",
    "shares-0-name": "云麓大学",
    "shares-0-percent": "70",
    "shares-1-owner": "person",
    "shares-1-name": "发明人甲",
    "shares-1-percent": "30",
    "shares-2-owner": "",
}


@pytest.mark.rule("R8-01")
def test_before_the_declaration_there_is_no_place_for_text_and_no_draft_is_kept(client):
    author = make_actor(role=Role.RESEARCHER)
    sign_in(client, author)

    page = client.get("/achievements/new/")
    client.post("/achievements/new/", {"level": "secret", "title_zh": "机密内容", "abstract_zh": "机密内容"})

    texts = [name for name, field in page.context["form"].fields.items() if field.widget.input_type == "text"]
    assert texts == ["reviewer_name"]
    assert ("<textarea" in page.text, "data-kept" in page.text) == (False, False)
    counts = [model.objects.count() for model in (SecrecyDeclaration, Achievement, Draft)]
    assert counts == [0, 0, 0]


def test_rows_are_saved_with_the_form_and_shown_again(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/edit/", DRAFT | SHARES)

    assert answer.status_code == 302
    assert list(achievement.shares.order_by("pk").values_list("name", "percent")) == [
        ("云麓大学", 70),
        ("发明人甲", 30),
    ]
    assert 'value="发明人甲"' in client.get(answer.url).text


def test_a_row_that_is_half_given_sends_the_form_back_with_its_fault(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    answer = client.post(f"/achievements/{achievement.code}/edit/", DRAFT | SHARES | {"shares-1-percent": ""})

    assert answer.status_code == 422
    assert 'id="id_shares-1-percent_fault"' in answer.text
    assert achievement.shares.count() == 0


@pytest.mark.rule("R3-16")
def test_while_one_types_the_meter_counts_the_rows_that_are_typed(client):
    achievement = AchievementFactory()
    RightShareFactory(achievement=achievement, percent=100)
    author = author_of(achievement)
    sign_in(client, author)
    values = {name: [text] for name, text in (DRAFT | SHARES | {"shares-1-percent": "20"}).items()}
    DraftFactory(membership=author.membership, form="achievement.draft", about=achievement.code, values=values)

    answer = client.get(f"/achievements/{achievement.code}/edit/", headers={"HX-Request": "true"})

    states = {item.url: item.state for item in answer.context["requirements"]}
    assert states["#shares"] in ("wrong", "open")
    assert [item.state for item in answer.context["requirements"] if item.url == "#shares"] == ["wrong"]
    page = client.get(f"/achievements/{achievement.code}/edit/").text
    assert 'value="发明人甲"' in page


def test_the_meter_leads_to_the_first_choice_of_a_question(client):
    achievement = AchievementFactory(is_encumbered=None)
    sign_in(client, author_of(achievement))

    page = client.get(f"/achievements/{achievement.code}/edit/")

    urls = {item.url for item in page.context["lacking"]}
    assert urls == {"#id_is_encumbered_0"}
    assert all(f'id="{item.url[1:]}"' in page.text for item in page.context["requirements"])
    assert all(f'id="{item.url[1:]}"' in page.text for item in page.context["advice"])


def test_a_level_of_thirteen_is_kept_and_shown_again(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    client.post(f"/achievements/{achievement.code}/edit/", DRAFT | {"maturity": "13-8"})

    achievement.refresh_from_db()
    assert (achievement.maturity, achievement.maturity_13) == (None, 8)
    assert '<option value="13-8" selected' in client.get(f"/achievements/{achievement.code}/edit/").text


def test_the_preview_shows_what_stands_in_the_form_and_keeps_nothing(client):
    achievement = AchievementFactory(title_zh="旧题名")
    sign_in(client, author_of(achievement))
    typed = DRAFT | {"title_zh": "新题名", "description_zh": "## 用途\n\n<b>x</b>"}

    pages = [client.post(f"/achievements/{achievement.code}/preview/", typed) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert "<h3>用途</h3>" in pages[0].text and "&lt;b&gt;x&lt;/b&gt;" in pages[0].text
    achievement.refresh_from_db()
    assert (achievement.title_zh, achievement.description_zh) == ("旧题名", "")


def test_what_is_alike_is_found_among_public_things_only(client, search_index):
    listing = ListingFactory(title_zh="石墨烯防腐涂层薄膜")
    AchievementFactory(title_zh="石墨烯防腐涂层草稿")
    relay_all()
    catch_up()
    sign_in(client, make_actor(role=Role.RESEARCHER))

    part = client.get("/achievements/similar/", {"title_zh": "石墨烯防腐涂层"}, headers={"HX-Request": "true"})
    page = client.get("/achievements/similar/", {"title_zh": "石墨烯防腐涂层"})

    assert [row["code"] for row in part.context["similar"]] == [listing.code]
    assert ("<html" in part.text, "<html" in page.text) == (False, True)
    assert "草稿</a>" not in part.text
    assert client.get("/achievements/similar/", {"title_zh": "石"}).context["similar"] == []


def twice_handed_in() -> Achievement:
    achievement = submitted_achievement(abstract_zh="盐雾试验三千小时。")
    author = author_of(achievement)
    return_achievement(achievement=achievement, reason="x", by=make_officer(achievement.holder))
    save_draft(achievement=achievement, by=author, abstract_zh="盐雾试验四千小时。", ways=["Z3"])
    return submit_achievement(achievement=achievement, by=author)


def test_two_versions_are_compared_by_character(client):
    achievement = twice_handed_in()
    sign_in(client, author_of(achievement))

    page = client.get(f"/achievements/{achievement.code}/versions/")

    assert (page.context["older"].number, page.context["newer"].number) == (1, 2)
    changed = [[piece.text for piece in change.pieces] for change in page.context["changes"]]
    assert changed == [["盐雾试验", "三", "四", "千小时。"], ["许可他人使用"]]
    same = client.get(f"/achievements/{achievement.code}/versions/?first=2&second=2")
    assert same.context["changes"] == []


def test_a_version_that_does_not_exist_gives_the_last_two(client):
    achievement = twice_handed_in()
    sign_in(client, author_of(achievement))

    page = client.get(f"/achievements/{achievement.code}/versions/?first=9&second=x")

    assert (page.context["older"].number, page.context["newer"].number) == (1, 2)


def test_auditors_compare_and_strangers_do_not(client):
    achievement = audited_achievement()
    auditor, stranger = make_auditor(), make_actor(role=Role.OFFICER)

    answers = [
        sign_in(client, actor).get(f"/achievements/{achievement.code}/versions/").status_code
        for actor in (auditor, stranger)
    ]

    assert answers == [200, 404]


def test_a_copy_asks_for_a_declaration_first(client):
    source = AchievementFactory(title_zh="旧成果")
    sign_in(client, author_of(source))

    page = client.get(f"/achievements/new/?copy={source.code}")
    assert (source.code in page.text, Achievement.objects.count()) == (True, 1)
    answer = client.post(
        f"/achievements/new/?copy={source.code}",
        {"level": "public", "reviewer_name": "李工", "reviewed_on": today().isoformat()},
    )

    copy = Achievement.objects.exclude(pk=source.pk).get()
    assert (answer.url, copy.title_zh) == (f"/achievements/{copy.code}/edit/", "旧成果")


@pytest.mark.rule("R8-01")
def test_a_copy_whose_review_is_not_public_stores_nothing(client):
    source = AchievementFactory()
    sign_in(client, author_of(source))

    answer = client.post(f"/achievements/new/?copy={source.code}", {"level": "secret"})

    assert (answer.url, Achievement.objects.count()) == ("/achievements/offline/", 1)


def test_nobody_copies_what_is_not_theirs(client):
    source = AchievementFactory(title_zh="他人成果")
    sign_in(client, make_actor(role=Role.RESEARCHER))

    client.post(
        f"/achievements/new/?copy={source.code}",
        {"level": "public", "reviewer_name": "李工", "reviewed_on": today().isoformat()},
    )

    assert Achievement.objects.exclude(pk=source.pk).get().title_zh == ""


def test_a_picture_is_added_described_and_served_without_its_place(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))
    upload = SimpleUploadedFile("shot.jpg", photograph().getvalue())

    answer = client.post(f"/achievements/{achievement.code}/pictures/", {"upload": upload, "alt_zh": "样机"})

    picture = achievement.pictures.get()
    assert (answer.status_code, picture.is_cover, picture.alt_zh) == (302, True, "样机")
    client.post(f"/achievements/pictures/{picture.pk}/describe/", {"alt_zh": "样机正面"})
    picture.refresh_from_db()
    assert picture.alt_zh == "样机正面"
    served = client.get(f"/achievements/pictures/{picture.pk}/")
    assert (served["Content-Type"], b"SecretCam" in b"".join(served)) == ("image/webp", False)


def test_what_is_no_picture_is_refused_beside_its_field(client):
    achievement = AchievementFactory()
    sign_in(client, author_of(achievement))

    answer = client.post(
        f"/achievements/{achievement.code}/pictures/", {"upload": SimpleUploadedFile("x.png", b"no picture")}
    )

    assert (answer.status_code, achievement.pictures.count()) == (422, 0)
    assert list(answer.context["picture_form"].errors) == ["upload"]


def test_pictures_and_confidential_files_of_a_listing(client):
    listing = ListingFactory()
    picture = PictureFactory(achievement=listing.achievement)
    hidden = listing.achievement.attachments.create(file=picture.file, audience="confidential")

    shown, refused = (
        client.get(address)
        for address in (f"/achievements/pictures/{picture.pk}/", f"/achievements/files/{hidden.pk}/")
    )

    shown.close()
    assert (shown.status_code, refused.status_code) == (200, 404)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_record_is_read_in_both_languages(client, language):
    achievement = twice_handed_in()
    RightShareFactory(achievement=achievement, percent=100)
    sign_in(client, make_officer(achievement.holder))

    page = client.get(f"/achievements/{achievement.code}/", headers={"accept-language": language})

    with translation.override(language):
        said = translation.gettext("Ownership and funding")
    assert said in page.text


def test_no_id_stands_twice_on_the_page_of_a_draft(client):
    achievement = AchievementFactory()
    PictureFactory(achievement=achievement)
    achievement.attachments.create(file=achievement.pictures.get().file)
    sign_in(client, author_of(achievement))

    ids = re.findall(r'\sid="([^"]+)"', client.get(f"/achievements/{achievement.code}/edit/").text)

    assert sorted(ids) == sorted(set(ids))


def test_the_words_of_a_picture_carry_their_language_where_the_page_speaks_another(client):
    achievement = AchievementFactory()
    PictureFactory(achievement=achievement, alt_zh='样机"正面"', alt_en="")
    sign_in(client, author_of(achievement))

    pages = [
        client.get(f"/achievements/{achievement.code}/{path}", headers={"accept-language": "en"}).text
        for path in ("", "edit/")
    ]

    assert ['alt="样机&quot;正面&quot;" lang="zh-Hans"' in even(page) for page in pages] == [True, True]
