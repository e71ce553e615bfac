"""What visitors type into the form for objections: it comes back in their browser, for hours, and to nobody else."""

import json
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import translation

from listings.models import Objection
from tests.factories.accounts import make_actor
from tests.factories.listings import ListingFactory
from tests.factories.takedown import make_head, taken_down
from tests.tte.drafts.windows import DATA, HIDDEN
from tte.accounts.enums import Role
from tte.common.valkey import Breaker
from tte.drafts.models import Draft
from tte.drafts.tasks import sweep_outdated
from tte.drafts.typists import VISITOR

pytestmark = pytest.mark.django_db
TYPED = {"ground": "O1", "text": "该成果已在先许可他人", "name": "余安", "email": "yu@example.com"}


@pytest.fixture
def listing(db):
    return ListingFactory()


def page_of(listing) -> str:
    return f"/listings/{listing.code}/object/"


def opened(client, listing) -> dict[str, str]:
    return dict(HIDDEN.findall(client.get(page_of(listing)).text))


def save(client, window, **typed):
    answer = client.post(reverse("drafts:keep"), window | TYPED | typed, headers=DATA)
    if answer.status_code == 200:
        window["kept_version"] = str(answer.json()["version"])
    return answer


def aged(hours: float) -> None:
    Draft.objects.update(saved_at=F("saved_at") - timedelta(hours=hours))


def test_a_page_that_was_only_read_leaves_nothing_behind(client, listing):
    page = client.get(page_of(listing))
    assert (settings.SESSION_COOKIE_NAME in client.cookies, Draft.objects.count()) == (False, 0)
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_closed_tab_opened_again_shows_what_was_typed_and_says_for_how_long(client, listing):
    assert save(client, opened(client, listing)).status_code == 200

    page = client.get(page_of(listing)).text

    for text in (TYPED["text"], TYPED["name"], TYPED["email"], "只有本浏览器能看到", "保留 24 小时"):
        assert text in page
    assert '<option value="O1" selected>' in page
    with translation.override("en"):
        assert "for 24 hours after your last change" in client.get(f"{page_of(listing)}?lang=en").text


def test_without_scripts_a_button_keeps_it_and_leads_back_to_the_form(client, listing):
    kept = client.post(reverse("drafts:keep"), opened(client, listing) | TYPED)
    assert kept.url == page_of(listing)
    assert TYPED["text"] in client.get(kept.url).text


def test_what_came_with_an_error_is_there_again_in_a_new_tab(client, listing):
    refused = client.post(page_of(listing), opened(client, listing) | TYPED | {"email": "yu@"})
    assert refused.status_code == 422
    page = client.get(page_of(listing)).text
    assert TYPED["text"] in page
    assert 'value="yu@"' in page


def test_what_is_sent_with_an_outdated_token_is_kept_and_the_page_leads_to_it(listing):
    client = Client(enforce_csrf_checks=True)
    window = opened(client, listing)
    refused = client.post(page_of(listing), window | TYPED, headers={"Origin": "http://testserver"})
    assert (refused.status_code, f'href="{page_of(listing)}"' in refused.text) == (403, True)
    assert TYPED["text"] in client.get(page_of(listing)).text


def test_nobody_else_sees_it_and_another_listing_has_a_form_of_its_own(client, listing):
    save(client, opened(client, listing))
    other = ListingFactory(title_zh="另一成果", title_en="")
    assert TYPED["text"] not in Client().get(page_of(listing)).text
    assert TYPED["text"] not in client.get(page_of(other)).text


def test_two_windows_of_one_browser_overwrite_nothing(client, listing):
    first, second = opened(client, listing), opened(client, listing)
    save(client, first)
    answer = save(client, second, text="另一种说法")
    assert answer.status_code == 409
    compared = client.get(answer.json()["compare"]).text
    assert TYPED["text"] in compared
    assert "另一种说法" in compared
    chosen = {"kept": first["kept"], "version": "1", "tab": second["kept_tab"], "whole": "aside"}
    assert client.post(reverse("drafts:compare"), chosen).url == page_of(listing)
    page = client.get(page_of(listing)).text
    assert ("另一种说法" in page, TYPED["text"] in page) == (True, False)


def test_once_it_is_lodged_nothing_of_it_is_left_and_a_late_save_brings_nothing_back(client, listing):
    window = opened(client, listing)
    save(client, window)
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7", content_type="application/pdf")
    assert client.post(page_of(listing), window | TYPED | {"evidence": paper}).status_code == 302
    assert Objection.objects.get().name == TYPED["name"]
    assert list(Draft.objects.values_list("values", "aside", "has_text")) == [({}, {}, False)]
    assert save(client, window).status_code == 410
    assert TYPED["name"] not in client.get(page_of(listing)).text


def test_after_its_hours_it_is_not_shown_and_is_deleted_with_the_name(client, listing):
    save(client, opened(client, listing))
    aged(23.9)
    sweep_outdated()
    assert Draft.objects.get().has_text
    assert reverse("drafts:own") in client.get(page_of(listing)).text
    aged(0.2)
    assert reverse("drafts:own") not in client.get(page_of(listing)).text
    sweep_outdated()
    assert Draft.objects.count() == 0


def test_what_has_lain_a_while_is_shown_only_to_whoever_says_that_it_is_theirs(client, listing):
    window = opened(client, listing)
    save(client, window)
    aged(0.6)

    asked = client.get(page_of(listing)).text
    assert [TYPED[name] in asked for name in ("text", "name", "email")] == [False] * 3
    assert ("是我填写的" in asked, "不是我填写的" in asked) == (True, True)
    assert client.post(reverse("drafts:own"), opened(client, listing)).url == page_of(listing)
    shown = client.get(page_of(listing)).text
    assert (TYPED["text"] in shown, TYPED["name"] in shown, "不是我填写的" in shown) == (True, True, False)

    aged(0.6)
    client.post(reverse("drafts:discard"), opened(client, listing))
    assert Draft.objects.get().values == {}
    assert "不是我填写的" not in client.get(page_of(listing)).text


def test_whoever_types_anew_in_place_of_what_has_lain_a_while_is_asked_nothing_more(client, listing):
    save(client, opened(client, listing))
    aged(0.6)

    assert save(client, opened(client, listing), text="另一人的话").status_code == 200

    page = client.get(page_of(listing)).text
    assert ("另一人的话" in page, TYPED["text"] in page) == (True, False)


def test_what_has_lain_a_while_is_not_handed_to_whoever_signs_in_there(client, listing):
    save(client, opened(client, listing))
    aged(0.6)
    person = make_actor(role=Role.RESEARCHER)
    key = client.session[VISITOR]
    client.force_login(person.user)
    session = client.session
    session[VISITOR] = key
    session.save()

    assert TYPED["text"] not in client.get(page_of(listing)).text
    assert Draft.objects.count() == 0


def test_of_one_network_so_many_unsent_forms_are_kept_and_who_gets_no_room_gets_no_session(listing, settings):
    settings.TTE_VISITOR_DRAFTS_A_NETWORK = 2
    for _ in range(2):
        visitor = Client()
        assert save(visitor, opened(visitor, listing)).status_code == 200

    late, elsewhere = Client(), Client(REMOTE_ADDR="192.0.2.7")
    refused = save(late, window := opened(late, listing))
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_drafts")
    assert settings.SESSION_COOKIE_NAME not in late.cookies
    form = late.post(page_of(listing), window | TYPED | {"email": "yu@"})
    assert (form.status_code, TYPED["text"] in form.text) == (422, True)
    assert settings.SESSION_COOKIE_NAME not in late.cookies
    assert Draft.objects.count() == 2
    assert save(elsewhere, opened(elsewhere, listing)).status_code == 200
    assert save(visitor, opened(visitor, listing), text="又一次").status_code == 200


def test_where_nothing_counts_a_visitors_typing_waits_and_a_persons_is_kept(client, listing, monkeypatch):
    monkeypatch.setattr(Breaker, "until", time.monotonic() + 60)
    refused = save(client, opened(client, listing))
    assert (refused.status_code, refused.json()["code"], Draft.objects.count()) == (503, "not_counted", 0)
    client.force_login(make_actor(role=Role.RESEARCHER).user)
    assert save(client, opened(client, listing)).status_code == 200


def test_whoever_types_again_before_the_sweep_begins_anew(client, listing):
    save(client, opened(client, listing))
    aged(25)
    assert save(client, opened(client, listing), text="又一次").status_code == 200
    assert "又一次" in client.get(page_of(listing)).text


def test_it_can_be_discarded_at_once(client, listing):
    window = opened(client, listing)
    save(client, window)
    assert reverse("drafts:discard") in client.get(page_of(listing)).text
    assert client.post(reverse("drafts:discard"), window).url == page_of(listing)
    assert list(Draft.objects.values_list("values", flat=True)) == [{}]
    assert TYPED["text"] not in client.get(page_of(listing)).text


def test_who_signs_in_meanwhile_finds_the_words_in_the_form_without_name_and_address(client, listing):
    save(client, opened(client, listing))
    person = make_actor(role=Role.RESEARCHER)
    key = client.session[VISITOR]
    client.force_login(person.user)
    session = client.session
    session[VISITOR] = key  # as signing in by the page leaves it
    session.save()

    assert TYPED["text"] in client.get(page_of(listing)).text
    draft = Draft.objects.get()
    assert (draft.user, draft.visitor, sorted(draft.values)) == (person.user, "", ["ground", "text"])
    assert VISITOR not in client.session


def test_a_ticket_of_a_person_opens_nothing_to_a_visitor_and_a_visitors_nothing_of_a_person(client, listing):
    window = opened(client, listing)
    person = make_actor(role=Role.RESEARCHER)
    client.force_login(person.user)
    assert save(client, window).status_code == 404
    own = opened(client, listing)
    save(client, own)
    client.logout()
    assert save(client, own).status_code == 401
    assert TYPED["text"] not in client.get(page_of(listing)).text


def test_more_than_an_objection_holds_is_not_kept(client, listing):
    assert save(client, opened(client, listing), text="长" * 20_001).status_code == 413
    assert Draft.objects.count() == 0


def test_the_evidence_of_a_takedown_holds_nothing_of_it(client, listing):
    save(client, opened(client, listing))
    takedown = taken_down(listing.achievement, make_head())
    assert json.loads(takedown.evidence.text)["typed"] == []
    assert TYPED["name"] not in takedown.evidence.text
    assert client.get(page_of(listing)).status_code == 410
