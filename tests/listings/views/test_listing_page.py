import json
import re

import pytest

from listings.enums import ListingState
from listings.models import Listing
from listings.services.audit import approve_achievement
from tests.factories.accounts import make_actor
from tests.factories.files import PDF
from tests.factories.listings import (
    AttachmentFactory,
    ListingFactory,
    audited_achievement,
    author_of,
    claimed_achievement,
    every_point,
    make_auditor,
    qualifying_listing,
)
from tte.accounts.enums import Role
from tte.casework.services import claim_case

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
def test_the_page_opens_in_every_state_with_its_sentence(client, state, language):
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(state=state)

    answer = page_of(client, listing, language)

    assert answer.status_code == 200
    assert str(answer.context["sentence"])
    assert answer.context["takes_intents"] is (state == ListingState.IN_NOTICE)


def test_a_listing_out_of_its_notice_takes_no_intent(client):
    assert page_of(client, qualifying_listing()).context["takes_intents"] is False


@pytest.mark.rule("R3-54")
def test_the_holder_is_not_shown_the_way_to_take_its_own_listing(client):
    listing = ListingFactory()
    client.force_login(author_of(listing.achievement).user)

    answer = page_of(client, listing)

    assert (answer.context["takes_intents"], answer.context["is_own"]) == (False, True)
    assert f"/listings/{listing.code}/intent/" not in answer.content.decode()


def test_an_enterprise_is_shown_the_way_in(client):
    listing = ListingFactory()
    client.force_login(make_actor(role=Role.AGENT).user)

    assert page_of(client, listing).context["takes_intents"] is True


def test_one_language_is_enough_and_the_other_is_marked(client):
    english = ListingFactory(
        title_zh="", abstract_zh="", title_en="Skeletal-muscle robot", abstract_en="A robot with muscles."
    )

    page = page_of(client, english).content.decode()

    assert re.search(r'<h1 class="h-page" lang="en">', page)
    assert '<p class="read up-2" lang="en">A robot with muscles.</p>' in page


def test_both_titles_stand_on_the_page_the_second_with_its_language(client):
    listing = ListingFactory()

    page = page_of(client, listing, "en").content.decode()

    assert f'<p class="work-alt" lang="zh-Hans">{listing.achievement.title_zh}</p>' in page


def test_the_structured_data_is_json_that_no_title_can_break(client):
    listing = ListingFactory(title_zh='</script><script>alert("1")</script>')

    page = page_of(client, listing).content.decode()

    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    data = json.loads(block)
    assert (data["name"], data["identifier"]) == (listing.achievement.title_zh, listing.code)
    assert "alert(" not in page.replace(block, "").replace("alert(&quot;", "")


def test_public_files_are_for_everybody_and_auditors_files_are_not(client):
    auditor = make_auditor()
    achievement = audited_achievement()
    public = AttachmentFactory(achievement=achievement, audience="public")
    kept = AttachmentFactory(achievement=achievement, audience="auditors", file__name="内部.pdf")
    claim_case(case=achievement.case, by=auditor)
    assert client.get(f"/achievements/files/{public.pk}/").status_code == 404

    listing = approve_achievement(achievement=achievement, points=every_point(), by=auditor)

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

    listing = approve_achievement(achievement=achievement, points=every_point(), by=auditor)

    page = page_of(client, listing).content.decode()
    assert "欧阳测试" not in page
    assert achievement.secrecy.reviewer_name not in page


def test_a_code_that_names_nothing_is_404(client):
    assert client.get("/listings/TX26-05-99999/").status_code == 404


def test_the_page_asks_the_database_a_fixed_number_of_times(client, django_assert_num_queries):
    listing = ListingFactory()
    page_of(client, listing)

    with django_assert_num_queries(8):
        page_of(client, listing)
