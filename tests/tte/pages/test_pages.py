import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.markup import even
from tte.accounts.enums import Role
from tte.codelists.selectors import rules_in_force
from tte.pages.presenting.walk import steps
from tte.pages.views.errors import server_error

pytestmark = pytest.mark.django_db

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
CODES = re.compile(r"^(DEMO|TRL|TX26|EN|CSV|XLSX|KB|MB|PDF|R\d|HT26)", re.IGNORECASE)


def text_of(html: str) -> str:
    """What a reader sees in the page's own language: no tags, no passages marked with another language."""
    main = html[html.index("<body") : html.index("</body>")]
    main = re.sub(r'<(\w+)[^>]* lang="[^"]*"[^>]*>.*?</\1>', " ", main, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL))


@pytest.mark.parametrize("name", ["home", "rules", "walk"])
def test_chinese_pages_hold_no_latin_word_and_english_ones_no_chinese(client: Client, name: str):
    chinese = text_of(client.get(reverse(f"pages:{name}"), headers={"accept-language": "zh-hans"}).text)
    english = text_of(client.get(reverse(f"pages:{name}"), headers={"accept-language": "en"}).text)
    assert [word for word in LATIN.findall(chinese) if not CODES.match(word)] == []
    assert HAN.findall(english) == []


def test_the_rules_page_has_one_place_for_each_rule(client: Client):
    page = client.get(reverse("pages:rules"))
    places = re.findall(r'<tr id="([^"]+)"', page.text)
    assert sorted(places) == sorted({figure.rule_id for figure in rules_in_force()})
    assert page.text.count('<th scope="row">') == len(rules_in_force())


def test_the_walk_signs_in_each_role_in_the_demonstration_only(client: Client, settings):
    keys = {step.key for step in steps() if step.key}
    page = client.get(reverse("pages:walk"))
    assert set(re.findall(r'name="role" value="([^"]+)"', page.text)) == keys | {"agent2"}
    assert keys <= set(Role.values)
    settings.TTE_ROLE_BUTTONS = False
    assert 'name="role"' not in client.get(reverse("pages:walk")).text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_parts_shows_every_part(client: Client, language: str):
    page = client.get(reverse("pages:style"), headers={"accept-language": language})
    assert page.status_code == 200
    assert page.text.count('class="plate"') == 22
    assert " style=" not in page.text


def test_the_language_is_chosen_by_a_form_and_kept(client: Client):
    answer = client.post(reverse("pages:set_language"), {"language": "en", "next": "/rules/"})
    assert (answer.status_code, answer.url) == (302, "/rules/")
    assert '<html lang="en"' in even(client.get("/rules/").text)


def test_the_appearance_is_chosen_by_a_form_and_kept(client: Client):
    client.post(reverse("pages:set_theme"), {"theme": "dark", "next": "/rules/"})
    assert 'data-theme="dark"' in even(client.get("/rules/").text)
    client.post(reverse("pages:set_theme"), {"theme": "system"})
    assert "data-theme" not in even(client.get("/rules/").text)


def test_the_appearance_leads_nowhere_else(client: Client):
    assert client.post(reverse("pages:set_theme"), {"theme": "dark", "next": "https://elsewhere.example/"}).url == "/"


def test_a_page_that_does_not_exist_says_so_in_the_readers_language(client: Client):
    page = client.get("/no/such/page/", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert "There is no such page" in page.text


def test_the_page_of_a_fault_of_ours_stands_alone(rf):
    page = server_error(rf.get("/"))
    assert page.status_code == 500
    assert b"<h1" in page.content
