"""A page in a language by its address: it can be passed on, is found in both languages, binds nobody who has chosen."""

import re

import pytest
from django.conf import settings

from tests.markup import even

pytestmark = pytest.mark.django_db
ADDRESS = f"{settings.TTE_BASE_URL}/"


def language_of(page) -> str:
    return re.search(r'<html lang="([^"]+)"', even(page.text))[1]


def test_an_address_that_names_a_language_is_read_in_it_whatever_the_browser_asks_for(client):
    assert language_of(client.get("/?lang=en", headers={"Accept-Language": "zh-hans"})) == "en"
    assert language_of(client.get("/?lang=zh", headers={"Accept-Language": "en"})) == "zh-Hans"


def test_a_reader_without_a_choice_goes_on_in_it_and_one_who_has_chosen_does_not(client):
    client.get("/?lang=en", headers={"Accept-Language": "zh-hans"})
    assert language_of(client.get("/", headers={"Accept-Language": "zh-hans"})) == "en"

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    client.get("/?lang=en")

    assert language_of(client.get("/")) == "zh-Hans"


@pytest.mark.parametrize("asked", ["fr", "", "en'><b>", "zh-hans"])
def test_any_other_word_changes_nothing(client, asked):
    page = client.get("/", {"lang": asked}, headers={"Accept-Language": "en"})

    assert language_of(page) == "en"
    assert settings.LANGUAGE_COOKIE_NAME not in page.cookies
    assert f'<link rel="canonical" href="{ADDRESS}">' in page.content.decode()


def test_each_language_is_its_own_canonical_page(client):
    page = client.get("/?lang=en").content.decode()

    assert f'<link rel="canonical" href="{ADDRESS}?lang=en">' in page


def test_the_switch_of_languages_leads_to_the_page_without_the_one_it_named(client):
    page = client.get("/search/?lang=en&state=in_notice").content.decode()

    assert '<input type="hidden" name="next" value="/search/?state=in_notice">' in page
