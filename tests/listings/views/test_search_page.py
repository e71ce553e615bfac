from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db.models import F
from django.http import QueryDict

from listings.documents import FACETS
from listings.enums import ListingState
from listings.forms.search import question_of
from listings.models import Listing
from listings.presenting.found_words import marked, marking, snippet
from tests.factories.accounts import make_actor
from tests.factories.listings import ListingFactory
from tte.accounts.enums import Role
from tte.feed.relay import relay_all
from tte.lists.models import SavedView
from tte.search.follower import catch_up

pytestmark = pytest.mark.django_db


def listed_earlier(listing, days):
    """The index counts whole seconds: order by age needs an age."""
    Listing.objects.filter(pk=listing.pk).update(listed_at=F("listed_at") - timedelta(days=days))


def index_all():
    relay_all()
    catch_up()


@pytest.fixture
def market(search_index):
    coating = ListingFactory(
        field="05",
        title_zh="耐腐蚀自清洁石墨烯涂层薄膜及其制备方法",
        title_en="Corrosion-resistant graphene coating film",
        abstract_zh="在金属基底上沉积石墨烯阻隔层。",
    )
    sewage = ListingFactory(
        field="07", title_zh="高氨氮污水处理工艺", title_en="", abstract_zh="适用于分散生活污水。", price=860000
    )
    listed_earlier(coating, days=1)
    index_all()
    return coating, sewage


def codes(answer):
    return [row["code"] for row in answer.context["rows"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [("石墨烯涂层", 0), ("污水", 1), ("graphene coating", 0), ("Coatings", 0), ("860", None), ("", None)],
)
def test_search_finds_by_chinese_and_english_words(client, market, query, found):
    answer = client.get("/search/", {"q": query})

    assert answer.status_code == 200
    if found is not None:
        assert codes(answer) == [market[found].code]


def test_search_finds_by_listing_code_and_by_patent_number(client, market):
    assert codes(client.get("/search/", {"q": market[1].code.lower()})) == [market[1].code]
    by_patent = client.get("/search/", {"q": "202310123456.6"})
    assert sorted(codes(by_patent)) == sorted(each.code for each in market)


def test_found_words_are_marked_and_nothing_else_is_markup(client, search_index):
    ListingFactory(title_zh="<b>石墨烯</b>涂层", title_en="")
    index_all()

    title = client.get("/search/", {"q": "石墨烯"}).context["rows"][0]["title"]

    assert title == "&lt;b&gt;<mark>石墨烯</mark>&lt;/b&gt;涂层"


def test_a_chosen_field_narrows_and_its_facet_still_counts_the_others(client, market):
    answer = client.get("/search/", {"field": "07"})

    assert codes(answer) == [market[1].code]
    fields = next(facet for facet in answer.context["facets"] if facet.name == "field")
    assert [(value.value, value.count, value.chosen) for value in fields.values] == [("05", 1, False), ("07", 1, True)]
    assert [chip.url for chip in answer.context["chips"]] == ["?"]


def test_a_price_range_narrows(client, market):
    assert codes(client.get("/search/", {"price_to": "1,000,000"})) == [market[1].code]
    assert codes(client.get("/search/", {"price_from": "1000000"})) == [market[0].code]


@pytest.mark.parametrize(("sort", "order"), [("amount", [1, 0]), ("-amount", [0, 1]), ("newest", [1, 0])])
def test_search_orders(client, market, sort, order):
    assert codes(client.get("/search/", {"sort": sort})) == [market[place].code for place in order]


def test_a_listing_withdrawn_a_moment_ago_is_not_shown_though_the_index_holds_it(client, market):
    Listing.objects.filter(pk=market[0].pk).update(state=ListingState.WITHDRAWN)

    assert codes(client.get("/search/", {"q": "石墨烯"})) == []

    index_all()
    assert client.get("/search/", {"q": "石墨烯"}).context["total"] == 0


def test_a_change_of_state_reaches_the_facets(client, market):
    Listing.objects.filter(pk=market[0].pk).update(state=ListingState.EXPIRED)
    index_all()

    answer = client.get("/search/", {"state": "expired"})

    assert codes(answer) == [market[0].code]


def test_nothing_found_offers_help(client, market):
    answer = client.get("/search/", {"q": "量子纠缠通信卫星"})

    assert (answer.status_code, answer.context["rows"]) == (200, [])
    assert 'class="empty"' in answer.content.decode()


def test_twenty_on_a_page_and_the_next_page_holds_the_rest(client, search_index, monkeypatch):
    monkeypatch.setattr("listings.forms.search.PAGE", 2)
    made = [ListingFactory() for _ in range(3)]
    for days, listing in enumerate(made[::-1]):
        listed_earlier(listing, days)
    index_all()

    first = client.get("/search/", {"sort": "newest"})
    second = client.get(f"/search/{first.context['following']}")

    assert codes(first) + codes(second) == [listing.code for listing in made[::-1]]
    assert (len(codes(first)), second.context["following"]) == (2, "")


def walked(client, query, turn="following"):
    """The codes of each page from `query` on, and the last answer."""
    answer = client.get(f"/search/{query}")
    pages = [codes(answer)]
    for _ in range(20):
        if not answer.context[turn]:
            break
        answer = client.get(f"/search/{answer.context[turn]}")
        pages.append(codes(answer))
    return pages, answer


@pytest.mark.parametrize("query", ["?sort=newest", "?q=涂层&sort=relevance", "?sort=amount"])
def test_turning_pages_meets_every_result_once_though_others_come(client, search_index, monkeypatch, query):
    monkeypatch.setattr("listings.forms.search.PAGE", 2)
    made = [ListingFactory(title_zh=f"石墨烯涂层{n}", price=1_000_000) for n in range(5)]
    index_all()

    answer, seen, pages = client.get(f"/search/{query}"), [], []
    for _ in range(6):
        pages.append(codes(answer))
        seen += codes(answer)
        ListingFactory(title_zh="涂层", price=100_000)
        index_all()
        if not answer.context["following"]:
            break
        answer = client.get(f"/search/{answer.context['following']}")

    assert [code for code in seen if code in {listing.code for listing in made}] == sorted(
        (listing.code for listing in made), key=seen.index
    )
    assert len(set(seen)) == len(seen)
    back, _last = walked(client, "?" + answer.wsgi_request.GET.urlencode(), "previous")
    assert back[::-1] == pages


def test_pages_go_on_when_nothing_is_kept_any_more(client, search_index, monkeypatch):
    monkeypatch.setattr("listings.forms.search.PAGE", 2)
    made = [ListingFactory() for _ in range(6)]
    index_all()
    second = client.get(f"/search/{client.get('/search/?sort=due').context['following']}")
    cache.clear()

    third = client.get(f"/search/{second.context['following']}")

    first = client.get("/search/?sort=due")
    assert sorted(codes(first) + codes(second) + codes(third)) == sorted(listing.code for listing in made)


@pytest.mark.parametrize("cursor", ["x", "a:b:c", "%00", "W10:1abc:x"])
def test_a_bad_cursor_opens_the_first_page(client, market, cursor):
    answer = client.get(f"/search/?sort=newest&at={cursor}")
    assert codes(answer) == codes(client.get("/search/?sort=newest"))


def test_a_cursor_of_another_question_opens_the_first_page(client, market, monkeypatch):
    monkeypatch.setattr("listings.forms.search.PAGE", 1)
    token = client.get("/search/?sort=newest").context["following"].partition("at=")[2]

    assert codes(client.get(f"/search/?sort=amount&at={token}")) == codes(client.get("/search/?sort=amount"))


def test_a_search_is_kept_shown_as_one_likes_it_and_taken_along(client, market):
    actor = make_actor(role=Role.AGENT)
    client.force_login(actor.user)

    saved = client.post(
        "/lists/listings.search/views/", {"name": "Sewage", "query": "q=污水&col=holder", "is_default": "on"}
    )
    opened = client.get("/search/", follow=True)
    row = opened.context["rows"][0]
    file = b"".join(client.get(opened.context["tools"].exports[0].url).streaming_content).decode()

    assert saved.status_code == 302
    assert SavedView.objects.get().membership is None
    assert codes(client.get("/search/?saved=")) != [market[1].code]
    assert (row["holder"] != "", row["price"], row["code"], row["abstract"]) == (True, "", "", "")
    assert market[1].achievement.title_zh in file
    assert market[0].achievement.title_zh not in file


def test_without_an_index_the_page_says_so(client, settings, tmp_path):
    settings.TTE_PROJECTIONS = tmp_path

    answer = client.get("/search/", {"q": "石墨烯"})

    assert answer.status_code == 503


@pytest.mark.parametrize(
    "query",
    [
        "after=abc&sort=evil&price_from=x&field=<script>",
        "q=%00&after=99999999999999999999",
        "q=" + "石" * 2000,
        "field=" + "&field=".join(str(n) for n in range(300)),
        "q=.+*?%28%5B",
    ],
)
def test_whatever_is_typed_the_page_answers(client, market, query):
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_for_the_rows_and_for_what_is_taken_down(client, search_index, django_assert_num_queries, count):
    for _ in range(count):
        ListingFactory()
    index_all()
    client.get("/search/")

    with django_assert_num_queries(4):
        answer = client.get("/search/")

    assert len(answer.context["rows"]) == count


def test_the_english_page_shows_the_english_title_or_marks_the_chinese_one(client, market):
    answer = client.get("/search/", {"sort": "amount"}, headers={"Accept-Language": "en"})

    assert [(row["title_language"], row["title"]) for row in answer.context["rows"]] == [
        ("zh-Hans", "高氨氮污水处理工艺"),
        ("", "Corrosion-resistant graphene coating film"),
    ]


def test_question_of_keeps_only_what_has_meaning():
    question = question_of(QueryDict("q= 石墨烯 &field=05&field=05&field=!!&nonsense=1&sort=due&after=40"))

    assert question.text == "石墨烯"
    assert question.chosen == {"field": ["05"]}
    assert (question.sort, question.after) == ("due", 40)
    assert set(question.chosen) <= set(FACETS)


@pytest.mark.parametrize(
    ("query", "text", "result"),
    [
        ("coating", "Coatings & costs", "<mark>Coatings</mark> &amp; costs"),
        ("batteries", "a Battery", "a <mark>Battery</mark>"),
        ("石墨烯", "氧化石墨烯", "氧化<mark>石墨烯</mark>"),
        ("", "a<b", "a&lt;b"),
    ],
)
def test_marked(query, text, result):
    assert marked(text, marking(query)) == result


def test_snippet_cuts_round_the_first_found_word():
    text = "甲" * 300 + "石墨烯" + "乙" * 300

    cut = snippet(text, marking("石墨烯"), 60)

    assert "石墨烯" in cut
    assert (cut[0], cut[-1], len(cut)) == ("…", "…", 62)


@pytest.mark.rule("R4-10")
def test_the_two_scales_of_maturity_are_told_apart(client, search_index):
    """Level 7 of nine is not level 7 of thirteen, in the facets, on the entry and in the answer of the API."""
    nine = ListingFactory(maturity=7)
    thirteen = [ListingFactory(maturity=None, maturity_13=level) for level in (7, 12)]
    index_all()

    answer = client.get("/search/")
    facets = {
        facet.name: [(each.value, each.label, each.count) for each in facet.values]
        for facet in answer.context["facets"]
    }
    chosen = client.get("/search/", {"maturity_13": "7"})
    api = client.get("/api/v1/listings/", {"maturity_13": "12"}).json()

    assert facets["maturity"] == [("7", "TRL 7", 1)]
    assert facets["maturity_13"] == [("7", "7/13", 1), ("12", "12/13", 1)]
    assert codes(chosen) == [thirteen[0].code]
    assert "7/13" in chosen.context["rows"][0]["trl"]
    assert codes(client.get("/search/", {"maturity": "7"})) == [nine.code]
    assert [(each["code"], each["maturity"], each["maturity_13"]) for each in api["results"]] == [
        (thirteen[1].code, None, 12)
    ]
    assert api["facets"]["maturity_13"] == {"7": 1, "12": 1}
