"""The catalogue for visitors, the import's page for auditors and officers."""

import pytest

from listings.models import Achievement
from listings.selectors.record import MATURITY, NONE_STATED, OWNERSHIP, TERMS
from listings.services.achievement import forward_achievement, submit_achievement
from listings.services.audit import approve_achievement
from listings.services.catalogue import complete_record
from listings.undertakings import CURRENT
from tests.factories.accounts import make_actor, sign_in
from tests.factories.checklist import UNIT_YES, every_answer, every_field
from tests.factories.listings import (
    AchievementFactory,
    IPRightFactory,
    catalogue_batch,
    catalogue_record,
    claimed_batch,
    finish_checks,
    make_auditor,
    make_officer,
)
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.feed.relay import relay_all
from tte.search.follower import catch_up

pytestmark = pytest.mark.django_db

FILE = (
    "标题,摘要,申请人,专利号,关键词\n"
    "一种石墨烯散热膜,石墨烯膜用于芯片散热。,云麓大学,CN114081026A,石墨烯;散热\n"
    "Graphene heat film,A film that spreads heat.,Yunlu University,CN114081027A,graphene\n"
)


@pytest.fixture
def published(search_index):
    record = catalogue_record(content=FILE)
    relay_all()
    catch_up()
    return record


@pytest.mark.parametrize(
    ("query", "found"),
    [("石墨烯散热", "一种石墨烯散热膜"), ("graphene heat", "Graphene heat film"), ("CN114081027A", "Graphene")],
)
def test_records_are_found_in_their_own_language_and_by_number(client, published, query, found):
    page = client.get("/catalogue/", {"q": query}).content.decode()

    assert found in page.replace("<mark>", "").replace("</mark>", "")


def test_the_catalogue_is_kept_shown_as_one_likes_it_and_taken_along(client, published):
    sign_in(client, make_actor(role=Role.AGENT))
    holder = published.holder.code
    query = f"language=zh&institution={holder}&col=stated_holder&col=institution"

    client.post("/lists/listings.catalogue/views/", {"name": "Chinese", "query": query, "is_default": "on"})
    opened = client.get("/catalogue/", follow=True)
    [row] = opened.context["rows"]
    file = b"".join(client.get(opened.context["tools"].exports[0].url).streaming_content).decode("utf-8-sig")

    assert opened.context["tools"].current == "Chinese"
    assert [link.label for link in opened.context["chips"]] == ["中文", published.holder.name_zh]
    assert (row["stated_holder"], row["institution"]) == ("云麓大学", published.holder.name_zh)
    assert (row["code"], row["field"], row["abstract"], row["stated_number"]) == ("", "", "", "")
    line = f"一种石墨烯散热膜,云麓大学,{published.holder.name_zh}"
    assert file.splitlines()[-2:] == ["成果,来源所载持有单位,录入单位", line]
    assert len(client.get("/catalogue/?saved=").context["rows"]) == 2


def test_a_limit_of_price_means_nothing_to_the_catalogue(client, published):
    page = client.get("/catalogue/", {"price_from": "5", "sort": "amount"})

    assert (page.context["total"], page.context["chips"], page.context["question"].sort) == (2, [], "relevance")


def test_the_search_of_offers_says_how_many_the_catalogue_has(client, published):
    page = client.get("/search/", {"q": "石墨烯", "lang": "zh"})

    assert page.context["total"] == 0
    assert page.context["elsewhere"] == 1


def test_a_completed_record_has_left_search_and_page(client, published):
    officer = make_actor(role=Role.OFFICER, organisation=published.holder)
    complete_record(achievement=published, entitled=True, by=officer)

    before_following = client.get("/catalogue/", {"q": "石墨烯散热"})
    assert before_following.context["rows"] == []
    assert client.get(f"/catalogue/{published.code}/").status_code == 404
    relay_all()
    catch_up()
    assert client.get("/catalogue/", {"q": "石墨烯散热"}).context["total"] == 0


def test_a_record_says_what_it_is_and_where_it_comes_from(client):
    record = catalogue_record(content=FILE)

    page = client.get(f"/catalogue/{record.code}/").content.decode()

    for said in ("云麓大学", "CN114081026A", "石墨烯;散热", "Results of 2025", "CC BY 4.0"):
        assert said in page
    assert f'/catalogue/{record.code}/">' in page.partition('rel="canonical"')[2][:120]


@pytest.mark.rule("R8-02")
def test_nothing_of_an_undecided_import_is_shown(client):
    batch = catalogue_batch(FILE)
    achievement = Achievement.objects.filter(catalogue_entry__batch=batch).first()

    assert client.get(f"/catalogue/{achievement.code}/").status_code == 404


def test_an_achievement_that_was_never_imported_has_no_catalogue_page(client):
    assert client.get(f"/catalogue/{AchievementFactory().code}/").status_code == 404


def test_a_record_that_became_a_listing_leads_there(client):
    officer, auditor = make_actor(role=Role.OFFICER), make_auditor()
    record = catalogue_record(auditor, content=FILE, by=officer)
    record = complete_record(achievement=record, entitled=True, by=officer)
    whole = AchievementFactory()
    for name in (*MATURITY, *OWNERSHIP, *TERMS, *NONE_STATED, "field", "kind"):
        setattr(record, name, getattr(whole, name))
    record.save()
    IPRightFactory(achievement=record)
    record = submit_achievement(achievement=record, by=officer)
    record = forward_achievement(
        achievement=record,
        undertakings=CURRENT,
        answers=UNIT_YES,
        by=make_officer(officer.organisation),
    )
    finish_checks(record.case)
    claim_case(case=record.case, by=auditor)
    listing = approve_achievement(achievement=record, answers=every_answer(), by=auditor)

    answer = client.get(f"/catalogue/{record.code}/")

    assert (answer.status_code, answer.url) == (301, f"/listings/{listing.code}/")


def test_the_institution_completes_a_record(client):
    officer = make_actor(role=Role.OFFICER)
    record = catalogue_record(content=FILE, by=officer)
    sign_in(client, officer)
    address = f"/catalogue/{record.code}/complete/"

    refused = client.post(address)
    assert refused.status_code == 422
    done = client.post(address, {"entitled": "on"})

    assert (done.status_code, done.url) == (302, f"/achievements/{record.code}/edit/")
    assert client.get(done.url).status_code == 200


def test_another_institution_is_not_asked_to_complete_it(client):
    record = catalogue_record(content=FILE)
    sign_in(client, make_actor(role=Role.OFFICER))

    assert client.post(f"/catalogue/{record.code}/complete/", {"entitled": "on"}).status_code == 404
    assert f"/catalogue/{record.code}/complete/" not in client.get(f"/catalogue/{record.code}/").content.decode()


def test_the_auditor_reads_a_sample_and_approves(client):
    auditor = make_auditor()
    batch = claimed_batch(auditor, FILE)
    sign_in(client, auditor)

    queue = client.get("/audit/imports/").content.decode()
    page = client.get(f"/audit/imports/{batch.code}/").content.decode()
    done = client.post(
        f"/audit/imports/{batch.code}/decide/", {"conclusion": "approve"} | every_field("catalogue_audit")
    )

    assert batch.code in queue
    assert "一种石墨烯散热膜" in page
    assert (done.status_code, done.url) == (302, f"/audit/imports/{batch.code}/")
    assert set(Achievement.objects.values_list("state", flat=True)) == {"catalogued"}
    assert client.get(done.url).status_code == 200


def test_a_refusal_without_words_is_sent_back(client):
    auditor = make_auditor()
    batch = claimed_batch(auditor, FILE)
    sign_in(client, auditor)

    answer = client.post(f"/audit/imports/{batch.code}/decide/", {"conclusion": "refuse"})

    assert answer.status_code == 422
    assert set(Achievement.objects.values_list("state", flat=True)) == {"imported"}


def test_the_institution_reads_the_decision_on_its_import(client):
    officer = make_actor(role=Role.OFFICER)
    batch = catalogue_batch(FILE, by=officer)
    sign_in(client, officer)

    page = client.get(f"/audit/imports/{batch.code}/").content.decode()

    assert batch.file_name in page
    assert "/decide/" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_of_imports_asks_as_much_for_three_as_for_one(client, rows, django_assert_num_queries):
    auditor = make_auditor()
    for _each in range(rows):
        catalogue_batch()
    sign_in(client, auditor)
    client.get("/audit/imports/")

    with django_assert_num_queries(13):
        client.get("/audit/imports/")
