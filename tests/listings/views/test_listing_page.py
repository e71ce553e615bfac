import re
from datetime import date, timedelta

import pytest
from django.conf import settings

from listings.enums import ListingState
from listings.models import Achievement, Listing
from listings.selectors.personal_data import personal_data
from listings.services.audit import approve_achievement
from tests.factories.bidding import make_agent, registered_intent
from tests.factories.checklist import every_answer
from tests.factories.data_room import DataRoomFactory
from tests.factories.files import PDF
from tests.factories.listings import (
    AttachmentFactory,
    ExistingLicenceFactory,
    FirstRefusalFactory,
    ListingFactory,
    PictureFactory,
    RightShareFactory,
    audited_achievement,
    author_of,
    claimed_achievement,
    make_auditor,
)
from tests.factories.notice import AnnouncementFactory, examined_objection
from tests.factories.question import WORDS, answered_question
from tests.markup import even
from tte.casework.services import claim_case
from tte.common.clock import now, today
from tte.feed.relay import relay_all
from tte.search.follower import catch_up

pytestmark = pytest.mark.django_db


def page_of(client, listing, language="zh-hans"):
    return client.get(f"/listings/{listing.code}/", headers={"Accept-Language": language})


def test_a_visitor_reads_title_terms_and_time_and_is_shown_the_way_in(client):
    listing = ListingFactory()

    answer = page_of(client, listing)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert listing.achievement.abstract_zh in page
    assert "¥3,200,000" in page
    assert f"/listings/{listing.code}/intent/" in page
    assert answer.context["notice"].ends_at == listing.notice_ends_at


@pytest.mark.parametrize("state", ListingState.values)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_opens_in_every_state(client, state, language):
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(state=state)

    answer = page_of(client, listing, language)

    assert answer.status_code == 200
    assert answer.context["said"].sentence in answer.content.decode()
    assert (answer.context["said"].act == "register") is (state == ListingState.IN_NOTICE)


@pytest.mark.rule("R3-54")
def test_the_holder_is_not_shown_the_way_to_take_its_own_listing(client):
    listing = ListingFactory()
    client.force_login(author_of(listing.achievement).user)

    answer = page_of(client, listing)

    assert (answer.context["said"].url, answer.context["said"].reader) == ("", "holder")
    assert f"/listings/{listing.code}/intent/" not in answer.content.decode()


def test_an_enterprise_is_shown_the_way_in_and_later_where_its_intent_stands(client):
    listing, agent = ListingFactory(), make_agent()
    client.force_login(agent.user)
    assert page_of(client, listing).context["said"].act == "register"

    registered_intent(listing, agent)

    assert page_of(client, listing).context["said"].act == "intent"


def test_one_language_is_enough_and_the_other_is_marked(client):
    english = ListingFactory(
        title_zh="", abstract_zh="", title_en="Skeletal-muscle robot", abstract_en="A robot with muscles."
    )

    page = page_of(client, english).content.decode()

    assert re.search(r'<h1 class="h-page" itemprop="name" lang="en">', page)
    assert '<p class="read up-2" lang="en">A robot with muscles.</p>' in page


def test_both_titles_stand_on_the_page_the_second_with_its_language(client):
    listing = ListingFactory()

    page = page_of(client, listing, "en").content.decode()

    assert f'<p class="work-alt" lang="zh-Hans">{listing.achievement.title_zh}</p>' in page


def test_what_machines_read_are_attributes_of_the_page_and_no_script(client):
    listing = ListingFactory(title_zh='</script><script>alert("1")</script>')

    page = page_of(client, listing).content.decode()

    values = dict(re.findall(r'<meta itemprop="(\w+)" content="([^"]*)">', page))
    assert values["sku"] == listing.code
    assert (values["price"], values["priceCurrency"]) == ("3200000.00", "CNY")
    assert values["availabilityEnds"] == listing.notice_ends_at.isoformat()
    assert 'href="https://schema.org/InStock"' in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_public_files_are_for_everybody_and_auditors_files_are_not(client):
    auditor = make_auditor()
    achievement = audited_achievement()
    public = AttachmentFactory(achievement=achievement, audience="public")
    kept = AttachmentFactory(achievement=achievement, audience="auditors", file__name="内部.pdf")
    claim_case(case=achievement.case, by=auditor)
    assert client.get(f"/achievements/files/{public.pk}/").status_code == 404

    listing = approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    page = page_of(client, listing).content.decode()
    assert f"/achievements/files/{public.pk}/" in page
    assert "内部.pdf" not in page
    assert b"".join(client.get(f"/achievements/files/{public.pk}/").streaming_content) == PDF
    assert client.get(f"/achievements/files/{kept.pk}/").status_code == 404
    client.force_login(auditor.user)
    assert b"".join(client.get(f"/achievements/files/{kept.pk}/").streaming_content) == PDF


def test_no_page_of_a_listing_names_its_author_or_the_reviewer_of_its_secrecy(client):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    type(achievement.posted_by).objects.filter(pk=achievement.posted_by_id).update(name="欧阳测试")

    listing = approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    page = page_of(client, listing).content.decode()
    assert "欧阳测试" not in page
    assert achievement.secrecy.reviewer_name not in page


def test_a_code_that_names_nothing_is_404(client):
    assert client.get("/listings/TX26-05-99999/").status_code == 404


@pytest.mark.rule("R8-20")
def test_no_address_mail_telephone_or_name_of_a_person_stands_on_the_page(client):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    RightShareFactory(achievement=achievement)
    RightShareFactory(achievement=achievement, owner="person", name="欧阳测试", percent=40)
    FirstRefusalFactory(achievement=achievement, name="慕容验证", ground="INV")
    ExistingLicenceFactory(achievement=achievement, licensee="海岸防腐工程有限公司")
    listing = approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)
    objection = examined_objection(listing, auditor)

    page = page_of(client, listing).content.decode()

    assert "欧×" in page
    assert "慕×" in page
    people = [achievement.posted_by, auditor.user, objection.objector]
    secrets = [person.email for person in people] + [person.name for person in people]
    for secret in ("欧阳测试", "慕容验证", "海岸防腐工程有限公司", "mailto:", "tel:", *secrets):
        assert secret not in page
    assert personal_data(re.sub(r"<[^>]*>", " ", page)) == []


@pytest.mark.rule("R3-33", "R3-36", "R3-16", "R3-52")
def test_what_a_taker_must_know_stands_on_the_page(client):
    auditor = make_auditor()
    achievement = claimed_achievement(
        auditor,
        ways=["Z3", "Z5"],
        territory="CN",
        term_years=5,
        is_encumbered=True,
        encumbrances_zh="已质押给江州银行。",
        is_fiscally_funded=True,
        funding_source="P3",
        project_number="2022C03017",
        project_name="防腐涂层研究",
        risks_zh="批量稳定性待验证。",
        buyer_conditions_zh="具备喷涂产线。",
        payment_terms_zh="签约付四成。",
        description_zh="## 技术要点\n\n- 喷涂固化",
    )
    ExistingLicenceFactory(achievement=achievement, note="限化工管道内壁")
    RightShareFactory(achievement=achievement)
    RightShareFactory(achievement=achievement, other=True, percent=40)
    FirstRefusalFactory(achievement=achievement)
    PictureFactory(achievement=achievement, is_cover=True)
    PictureFactory(achievement=achievement, alt_zh="盐雾试验")
    AttachmentFactory(achievement=achievement, audience="public", evidence="maturity", file__name="试验报告.pdf")
    AttachmentFactory(achievement=achievement, audience="confidential", file__name="工艺参数.pdf")
    listing = ListingFactory(achievement=achievement, by=auditor)

    page = page_of(client, listing).content.decode()

    for words in (
        *("许可他人使用", "作价投资", "中国境内", "5 年", "已质押给江州银行。", "财政资助", "2022C03017"),
        *("批量稳定性待验证。", "具备喷涂产线。", "签约付四成。", "限化工管道内壁", "澄江材料研究所", "60 %"),
        *("试验报告.pdf", "PDF · ", "工艺参数.pdf", "<h3>技术要点</h3>", 'alt="盐雾试验"', "还剩 16 年", "附有证据"),
    ):
        assert words in page, words
    confidential = achievement.attachments.get(audience="confidential")
    assert f"/achievements/files/{confidential.pk}/" not in page


def test_maturity_on_the_thirteen_level_scale_is_drawn_in_thirteen_steps_and_called_a_claim(client):
    listing = ListingFactory()
    Achievement.objects.filter(pk=listing.achievement_id).update(maturity=None, maturity_13=8)

    page = even(page_of(client, listing).text)

    assert re.search(r'aria-label="第 8 级，共 13 级，自行声明">(<i[^>]*><b>\d+</b></i>){13}</div>', page)
    assert page.count('<i class="c">') == 8


@pytest.mark.parametrize(
    ("ends_in", "says"),
    [(-1, "已于"), (1, "届时公告尚未结束"), (40, "还剩 1 个月"), (20, "不足一个月")],
)
def test_a_right_that_ends_says_so_plainly(client, ends_in, says):
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(notice_ends_at=now() + timedelta(days=9))
    listing.achievement.ip_rights.update(expires_on=today() + timedelta(days=ends_in))

    assert says in page_of(client, listing).content.decode()


@pytest.mark.parametrize(("filed_on", "says"), [(date(2023, 2, 1), "2043-02-01"), (None, "未写明到期日")])
def test_a_right_without_a_stated_end_shows_that_of_its_term_or_that_none_is_known(client, filed_on, says):
    listing = ListingFactory()
    listing.achievement.ip_rights.update(expires_on=None, filed_on=filed_on)

    assert says in page_of(client, listing).content.decode()


def test_files_of_what_was_withdrawn_are_not_offered(client):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    PictureFactory(achievement=achievement, is_cover=True)
    AttachmentFactory(achievement=achievement, audience="public")
    listing = approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)
    assert "/achievements/pictures/" in page_of(client, listing).content.decode()

    Listing.objects.filter(pk=listing.pk).update(state="withdrawn")

    page = page_of(client, listing).content.decode()
    assert "/achievements/pictures/" not in page
    assert "/achievements/files/" not in page


def test_similar_listings_are_of_the_field_or_the_words_and_still_on_offer(client, search_index):
    listing = ListingFactory(field="05")
    near = ListingFactory(field="05")
    far = ListingFactory(
        field="09", title_zh="耐盐水稻新品系", title_en="Salt-tolerant rice", abstract_zh="亩产五百公斤。"
    )
    over = ListingFactory(field="05")
    relay_all()
    catch_up()
    Listing.objects.filter(pk=over.pk).update(state="expired")

    page = page_of(client, listing).content.decode().partition('id="similar"')[2]

    assert near.code in page
    assert far.code not in page
    assert over.code not in page
    assert f'href="/listings/{listing.code}/"' not in page


def test_the_address_to_pass_on_is_one_and_stable(client):
    listing = ListingFactory()

    page = page_of(client, listing, "en").content.decode()

    address = f"{settings.TTE_BASE_URL}/listings/{listing.code}/"
    assert f'value="{address}"' in page
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<svg class="qr"' in page


def test_the_page_asks_the_database_as_often_for_a_full_record_as_for_a_bare_one(client, django_assert_num_queries):
    bare, full = ListingFactory(), ListingFactory()
    for number in range(3):
        RightShareFactory(achievement=full.achievement, name=f"单位{number}", percent=20)
        ExistingLicenceFactory(achievement=full.achievement)
        FirstRefusalFactory(achievement=full.achievement, name=f"单位{number}")
        PictureFactory(achievement=full.achievement, is_cover=number == 0)
        AttachmentFactory(achievement=full.achievement, audience="public")
        AnnouncementFactory(listing=full, kind="extended", reason_code="")
        answered_question(full, text=f"{WORDS} {number}")
    DataRoomFactory(listing=full)
    page_of(client, bare)

    for listing in (bare, full):
        with django_assert_num_queries(7):
            page_of(client, listing)


def test_each_language_of_the_page_has_its_address_in_the_head(client):
    listing = ListingFactory()

    page = client.get(f"/listings/{listing.code}/?lang=en").content.decode()

    address = f"{settings.TTE_BASE_URL}/listings/{listing.code}/"
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page) == [
        ("zh-Hans", f"{address}?lang=zh"),
        ("en", f"{address}?lang=en"),
        ("x-default", address),
    ]
    assert '<html lang="en"' in even(page)
