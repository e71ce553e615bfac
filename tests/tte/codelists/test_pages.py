"""The pages of the code lists: read by everybody, written by administrators."""

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.codelists import CodeFactory, ListHeadFactory, load_codelists
from tte.accounts.enums import Role
from tte.codelists.models import Code, ListHead
from tte.codelists.selectors import lists
from tte.common.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, bare):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def admin(page):
    page.force_login(make_actor(role=Role.ADMINISTRATOR).user)
    return page


def html(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def tree(page):
    ListHeadFactory(name_en="Test list", source_en="A notice", licence_en="Free")
    CodeFactory(code="A", name_en="Alpha", position=10)
    CodeFactory(code="A1", name_en="Alpha one", parent_code="A", position=20)
    CodeFactory(code="B", name_en="Beta", position=30, valid_to=date(2010, 12, 31))


def test_the_index_names_every_list_with_source_and_licence(page):
    load_codelists()
    said = html(page.get(reverse("codelists:lists")))
    for head in ListHead.objects.all():
        assert reverse("codelists:list", args=[head.code]) in said
    assert "PDDL 1.0 (public domain)" in said
    assert "Begin a list" not in said


def test_a_fact_stands_in_the_language_of_the_page_or_marked_with_its_own(page):
    load_codelists()
    ListHeadFactory(code="only_english", source_zh="", source_en="A notice")
    page.cookies["django_language"] = "zh-hans"
    said = html(page.get(reverse("codelists:lists")))
    entry = html(page.get(reverse("codelists:entry", args=["contract_type", "1"])))
    assert "官方文件中的事实，不适用著作权法（《著作权法》第五条）" in said
    assert re.findall(r'<td class="soft"><span lang="en">([^<]*)', said) == ["A notice"]
    assert "《民法典》第八百五十一条" in entry
    assert "Civil Code" not in entry


@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ("", ["Alpha one", "in-1"], ["Beta"]),
        ("?on=2010-12-31", ["Alpha", "Beta", "3 entries valid on"], []),
        ("?q=one", ["Alpha one", "1 entry valid on"], ["Beta"]),
        ("?q=b&on=2010-01-01", ["Beta"], ["Alpha"]),
        ("?parent=A", ["Alpha one"], ["Beta"]),
        ("?on=rubbish&after=x-y", ["Alpha one"], ["Beta"]),
        ("?q=zzz", ["No code begins like this"], ["Alpha"]),
    ],
)
def test_a_list_is_seen_on_a_day_by_words_or_below_a_code(page, tree, asked, there, absent):
    said = html(page.get(reverse("codelists:list", args=["test_list"]) + asked))
    table = said.partition("<main")[2]
    assert [words for words in there if words not in table] == []
    assert [words for words in absent if words in table] == []


def test_a_long_list_is_shown_level_by_level_and_part_by_part(page, monkeypatch):
    monkeypatch.setattr(lists, "WHOLE", 3)
    monkeypatch.setattr(lists, "PAGE", 2)
    ListHeadFactory()
    for number in range(5):
        CodeFactory(code=f"T{number}", position=number * 10)
        CodeFactory(code=f"U{number}", parent_code="T0", position=number)
    address = reverse("codelists:list", args=["test_list"])
    seen, where = [], ""
    while True:
        answer = page.get(address + where)
        seen += [row.entry.code for row in answer.context["level"].rows]
        where = answer.context["following"]
        if not where:
            break
    assert seen == ["T0", "T1", "T2", "T3", "T4"]
    assert [row.below for row in page.get(address).context["level"].rows] == [5, 0]
    assert 'Below <span class="code">T0</span>' in html(page.get(address))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_however_long_it_is(page, rows, django_assert_num_queries):
    ListHeadFactory()
    CodeFactory.create_batch(rows)
    address = reverse("codelists:list", args=["test_list"])
    page.get(address)
    with django_assert_num_queries(3):  # the clock, the head, the entries
        page.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_index_costs_the_same_however_many_lists_there_are(page, rows, django_assert_num_queries):
    for number in range(rows):
        ListHeadFactory(code=f"list_{number}")
        CodeFactory(list=f"list_{number}")
    address = reverse("codelists:lists")
    page.get(address)
    with django_assert_num_queries(3):  # the counts, the heads, the clock
        page.get(address)


def test_a_code_is_shown_through_time(page, tree):
    old = Code.objects.get(code="B")
    CodeFactory(code="B2", name_en="Beta two", valid_from=date(2011, 1, 1), predecessor=old)
    said = html(page.get(reverse("codelists:entry", args=["test_list", "B"])))
    assert "2000-01-01 – 2010-12-31" in said
    assert "followed by" in said and "Beta two" in said
    assert "follows" in html(page.get(reverse("codelists:entry", args=["test_list", "B2"])))
    assert "Where it is used" not in said
    assert page.get(reverse("codelists:entry", args=["test_list", "Q"])).status_code == 404
    assert page.get(reverse("codelists:list", args=["no_such"])).status_code == 404


def test_a_code_with_a_stroke_and_a_space_has_its_page(page):
    ListHeadFactory()
    CodeFactory(code="A01B 1/00", name_en="Hand tools")
    assert "Hand tools" in html(page.get(reverse("codelists:entry", args=["test_list", "A01B 1/00"])))


def test_a_list_is_downloaded_whole_or_of_a_day(page, tree):
    CodeFactory(code="F", name_en="=1+1", name_zh="", position=40, licence_en="Its own")
    address = reverse("codelists:download", args=["test_list"])
    text = b"".join(page.get(address).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["code"], row["valid_to"]) for row in rows] == [("A", ""), ("A1", ""), ("B", "2010-12-31"), ("F", "")]
    assert (rows[3]["name_en"], rows[3]["licence_en"], rows[0]["licence_en"]) == ("'=1+1", "Its own", "Free")
    given = json.loads(b"".join(page.get(f"{address}?format=json&on=2020-01-01").streaming_content))
    assert [entry["code"] for entry in given["entries"]] == ["A", "A1", "F"]
    assert (given["code"], given["licence_en"]) == ("test_list", "Free")
    assert page.get(f"{address}?format=xml").status_code == 404


def test_an_administrator_ends_an_entry_and_begins_its_successor(admin, tree):
    OrganisationFactory(region_code="1100")
    ListHeadFactory(code="region")
    entry = CodeFactory(list="region", code="1100", name_en="Old town")
    shown = html(admin.get(reverse("codelists:end_entry", args=[entry.pk])))
    assert "Organisations" in shown and "They keep the code" in shown

    early = admin.post(reverse("codelists:end_entry", args=[entry.pk]), {"last_day": "1999-01-01", "reason": "x"})
    assert "It began on 2000-01-01; it cannot end before that" in html(early, 422)
    first = today() + timedelta(days=1)
    words = {"code": "1101", "name_zh": "新城", "name_en": "New town", "begins_on": first, "source_en": "Order 7"}
    begun = admin.post(reverse("codelists:succeed_entry", args=[entry.pk]), words | {"reason": "Merged"})
    assert begun.url == reverse("codelists:entry", args=["region", "1101"])
    entry.refresh_from_db()
    assert entry.valid_to == today()
    said = html(admin.get(begun.url))
    assert "Successor begun" in said and "Merged" in said and "to come" in said


def test_an_administrator_adds_corrects_and_moves(admin, tree):
    address = reverse("codelists:list", args=["test_list"])
    new = {"code": "C", "name_en": "Gamma", "valid_from": "2020-01-01", "mark": "design", "source_en": "Order 8"}
    assert admin.post(f"{address}add/", new).url == reverse("codelists:entry", args=["test_list", "C"])
    assert "C is taken by" in html(admin.post(f"{address}add/", new), 422)
    entry = Code.objects.get(code="C")
    given = {"name_zh": "", "name_en": "Gamma rays", "parent_code": "", "source_en": "Order 8", "reason": "A slip"}
    admin.post(reverse("codelists:correct_entry", args=[entry.pk]), given)
    admin.post(reverse("codelists:move_entry", args=[entry.pk]), {"direction": "up"})
    said = html(admin.get(address))
    assert said.index("Gamma rays") < said.index("Alpha one")
    assert "Entry moved" in said and "A slip" in said
    again = admin.post(reverse("codelists:move_entry", args=[entry.pk]), {"direction": "up"}, follow=True)
    assert "There is no neighbour on that side" in html(again)


def test_an_administrator_begins_and_corrects_a_list(admin):
    words = {
        "name_zh": "行业",
        "name_en": "Industries",
        "mark": "sourced",
        "source_en": "GB/T 4754",
        "licence_en": "none",
    }
    begun = admin.post(reverse("codelists:begin"), words | {"code": "industry"})
    assert begun.url == reverse("codelists:list", args=["industry"])
    assert "already exists" in html(admin.post(reverse("codelists:begin"), words | {"code": "industry"}), 422)
    admin.post(reverse("codelists:correct_list", args=["industry"]), words | {"licence_en": "by permission"})
    assert "by permission" in html(admin.get(begun.url))


def test_the_way_from_a_list_to_its_import_names_the_list(admin, tree):
    address = reverse("imports:new", args=["code_list"]) + "?list_code=test_list"
    assert f'href="{address}"' in html(admin.get(reverse("codelists:list", args=["test_list"])))
    assert 'value="test_list"' in html(admin.get(address))


@pytest.mark.parametrize("name", ["correct_entry", "end_entry", "succeed_entry", "move_entry"])
def test_nobody_else_writes(page, tree, name):
    entry = Code.objects.get(code="A")
    address = reverse(f"codelists:{name}", args=[entry.pk])
    assert page.post(address).url.startswith(reverse("account_login"))
    page.force_login(make_actor(role=Role.AUDITOR).user)
    assert page.post(address).status_code == 403


def test_programs_read_lists_and_entries(page, tree):
    found = page.get(reverse("api:codelists")).json()
    assert found["results"] == [
        {
            "code": "test_list",
            "name_zh": "测试列表",
            "name_en": "Test list",
            "mark": "design",
            "source_zh": "测试",
            "source_en": "A notice",
            "licence_zh": "测试",
            "licence_en": "Free",
            "entries": 2,
        }
    ]
    address = reverse("api:codelist", args=["test_list"])
    assert [row["code"] for row in page.get(address).json()["results"]] == ["A", "A1"]
    assert [row["code"] for row in page.get(f"{address}?parent=").json()["results"]] == ["A"]
    assert [row["code"] for row in page.get(f"{address}?on=2010-12-31&q=b").json()["results"]] == ["B"]
    assert page.get(f"{address}?on=rubbish").status_code == 400
    assert page.get(reverse("api:codelist", args=["no_such"])).status_code == 404
    [entry] = page.get(reverse("api:codelist_entry", args=["test_list", "B"])).json()
    assert (entry["name_en"], entry["valid_to"], entry["predecessor"]) == ("Beta", "2010-12-31", None)
    assert page.get(reverse("api:codelist_entry", args=["test_list", "Q"])).status_code == 404


def test_programs_read_a_long_list_in_parts(page, monkeypatch):
    monkeypatch.setattr("tte.codelists.api.PAGE", 2)
    ListHeadFactory()
    for number in range(5):
        CodeFactory(code=f"T{number}", position=number)
    address, seen, where = reverse("api:codelist", args=["test_list"]), [], ""
    while where is not None:
        part = page.get(address, {"after": where}).json()
        seen += [row["code"] for row in part["results"]]
        where = part["next"]
    assert seen == ["T0", "T1", "T2", "T3", "T4"]
