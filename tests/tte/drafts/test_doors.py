"""The doors of typing, and forms on their pages: saved, shown again, sent, refused, in two windows, by whom."""

import re

import pytest
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.drafts import DraftFactory, ticket_of
from tests.markup import even
from tests.tte.drafts.windows import DATA, hidden_of, opened, page_of, save, send
from tte.accounts.actor import Actor
from tte.drafts.models import Draft
from tte.drafts.selectors import drafts_of
from tte.drafts.tickets import read_ticket

pytestmark = pytest.mark.django_db


def test_opening_a_form_makes_no_draft(reader, achievement):
    window = opened(reader, achievement)

    assert Draft.objects.count() == 0
    assert window["kept_version"] == "0"
    assert read_ticket(window["kept"]).page == page_of(achievement)


@pytest.mark.parametrize(("language", "says"), [("zh-hans", "尚未提交"), ("en", "have not sent yet")])
def test_what_was_typed_is_there_when_the_page_opens_again(reader, achievement, language, says):
    save(reader, opened(reader, achievement), "摘要过短")
    reader.cookies["django_language"] = language

    page = reader.get(page_of(achievement)).text

    assert ">\n摘要过短</textarea>" in page or ">摘要过短</textarea>" in page
    assert says in page


def test_the_answer_says_when_it_was_saved(reader, achievement):
    answer = save(reader, opened(reader, achievement), "摘要过短")

    assert re.fullmatch(r"已保存 \d\d:\d\d.*", answer.json()["says"])
    assert answer["Cache-Control"].split(", ") == ["max-age=0", "no-cache", "no-store", "must-revalidate", "private"]


def test_carrying_the_form_out_lets_go_of_the_typing(reader, achievement):
    window = opened(reader, achievement)
    save(reader, window, "摘要过短")

    assert send(reader, achievement, window, "摘要过短，请补充").status_code == 302
    assert [draft.values for draft in Draft.objects.all()] == [{}]
    assert save(reader, window, "摘要过短").status_code == 410


def test_a_refused_form_keeps_what_was_typed_on_the_page_and_for_the_next_opening(reader, achievement, settings):
    window = opened(reader, achievement)
    long = "长" * 1001

    answer = send(reader, achievement, window, long)

    assert answer.status_code == 422
    assert long in answer.text
    assert "<title>有误：" in even(answer.text)
    assert [draft.values for draft in Draft.objects.all()] == [{"reason": [long]}]
    assert long in reader.get(page_of(achievement)).text
    again = hidden_of(answer.text, achievement)
    assert (again["kept_tab"], read_ticket(again["kept"]).page) == (window["kept_tab"], page_of(achievement))


def test_the_language_switch_of_a_refused_page_leads_to_the_page_of_the_form(reader, achievement):
    answer = send(reader, achievement, opened(reader, achievement), "")

    assert f'name="next" value="{page_of(achievement)}"' in answer.text


def test_two_windows_are_told_apart_and_the_person_chooses(reader, achievement):
    first, second = opened(reader, achievement), opened(reader, achievement)
    save(reader, first, "摘要过短")
    apart = save(reader, second, "权利不清")
    address = apart.json()["compare"]

    page = reader.get(address)
    assert (apart.status_code, page.status_code) == (409, 200)
    assert [(row.label, row.standing, row.aside) for row in page.context["versions"].rows] == [
        ("须改正之处", "摘要过短", "权利不清")
    ]
    refused = send(reader, achievement, second, "权利不清")
    assert (refused.status_code, "另一窗口中有本表单的不同版本" in refused.text) == (422, True)

    given = {"kept": second["kept"], "version": page.context["version"], "tab": second["kept_tab"]}
    chosen = reader.post(reverse("drafts:compare"), given | {"pick_reason": "aside"})

    assert chosen.url == page_of(achievement)
    assert "权利不清</textarea>" in reader.get(page_of(achievement)).text
    assert reader.get(address).url == page_of(achievement)


def test_the_whole_version_that_stands_can_be_kept(reader, achievement):
    first, second = opened(reader, achievement), opened(reader, achievement)
    save(reader, first, "摘要过短")
    save(reader, second, "权利不清")
    given = {"kept": second["kept"], "version": "1", "tab": second["kept_tab"], "whole": "standing"}

    assert reader.post(reverse("drafts:compare"), given | {"pick_reason": "aside"}).status_code == 302
    draft = Draft.objects.get()
    assert (draft.values, draft.aside) == ({"reason": ["摘要过短"]}, {})


def test_a_choice_from_an_old_page_is_shown_both_again(reader, achievement):
    first, second = opened(reader, achievement), opened(reader, achievement)
    save(reader, first, "摘要过短")
    save(reader, second, "权利不清")
    save(reader, first, "摘要过短，请补充")
    given = {"kept": second["kept"], "version": "1", "tab": second["kept_tab"], "whole": "aside"}

    answer = reader.post(reverse("drafts:compare"), given)

    assert answer.status_code == 422
    assert Draft.objects.get().values == {"reason": ["摘要过短，请补充"]}


def test_typing_can_be_discarded(reader, achievement):
    window = opened(reader, achievement)
    save(reader, window, "摘要过短")

    assert reader.post(reverse("drafts:discard"), window).url == page_of(achievement)
    assert "摘要过短" not in reader.get(page_of(achievement)).text


def test_without_scripts_the_draft_is_saved_by_its_button(reader, achievement):
    window = opened(reader, achievement)

    answer = reader.post(reverse("drafts:keep"), window | {"reason": "摘要过短"}, follow=True)

    assert answer.redirect_chain == [(page_of(achievement), 302)]
    assert "摘要过短</textarea>" in answer.text
    assert "已保存" in answer.text


def test_without_scripts_a_second_window_comes_to_the_choice(reader, achievement):
    first, second = opened(reader, achievement), opened(reader, achievement)
    save(reader, first, "摘要过短")

    answer = reader.post(reverse("drafts:keep"), second | {"reason": "权利不清"}, follow=True)

    assert answer.templates[0].name == "drafts/compare.html"


# --- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["keep", "state", "discard", "compare"])
def test_the_typing_of_another_person_is_not_there(client, reader, achievement, officer, door):
    window = opened(reader, achievement)
    save(reader, window, "摘要过短")
    client.force_login(UserFactory())
    way = client.get if door == "state" else client.post

    assert way(reverse(f"drafts:{door}"), window | {"reason": "x"}, headers=DATA).status_code == 404
    assert drafts_of(officer).get().values == {"reason": ["摘要过短"]}


def test_a_ticket_that_was_tampered_with_opens_nothing(reader, achievement):
    window = opened(reader, achievement)

    assert save(reader, window | {"kept": window["kept"][:-3] + "abc"}, "x").status_code == 404
    assert save(reader, window | {"kept": ""}, "x").status_code == 404
    assert Draft.objects.count() == 0


def test_a_window_saves_for_the_organisation_it_was_opened_for(reader, achievement, officer):
    window = opened(reader, achievement)
    session = reader.session
    session["acting_as"] = MembershipFactory(user=officer.user).pk
    session.save()

    assert save(reader, window, "摘要过短").status_code == 200
    assert drafts_of(officer).get().values == {"reason": ["摘要过短"]}
    assert drafts_of(officer).count() == Draft.objects.count()


def test_typing_of_a_membership_that_has_ended_is_not_there(reader, achievement, officer):
    window = opened(reader, achievement)
    officer.membership.ended_at, officer.membership.ended_by = officer.membership.granted_at, officer.user
    officer.membership.save()

    assert save(reader, window, "摘要过短").status_code == 404


def test_a_form_opened_for_one_organisation_is_not_sent_for_another(reader, achievement, officer):
    """The organisation that was shown while the person typed is the one that is recorded, or none."""
    window = opened(reader, achievement)
    foreign = ticket_of(Actor(officer.user, MembershipFactory(user=officer.user)), about=achievement.code)

    answer = send(reader, achievement, window | {"kept": foreign.sign()}, "摘要过短")

    assert (answer.status_code, "另一单位" in answer.text) == (422, True)
    achievement.refresh_from_db()
    assert achievement.state == "submitted"


def test_who_saves_without_end_is_asked_to_wait(reader, achievement, settings):
    settings.TTE_DRAFT_SAVES_A_MINUTE = 2
    window = opened(reader, achievement)

    assert [save(reader, window, "字" * n).status_code for n in range(3)] == [200, 200, 429]


def test_too_much_text_is_refused_with_the_limit(reader, achievement, settings):
    settings.TTE_DRAFT_CHARACTERS = 3
    window = opened(reader, achievement)

    answer = save(reader, window, "abcd")
    assert (answer.status_code, "3" in answer.json()["says"]) == (413, True)
    assert reader.post(reverse("drafts:keep"), window | {"reason": "abcd"}).url == page_of(achievement)


@pytest.mark.parametrize("typed", [False, True])
def test_a_page_asks_the_same_queries_with_typing_and_without(
    reader, achievement, officer, typed, django_assert_num_queries
):
    if typed:
        DraftFactory(membership=officer.membership, about=achievement.code)
    reader.get(page_of(achievement))

    with django_assert_num_queries(31):
        reader.get(page_of(achievement))


def test_a_save_asks_a_stated_number_of_queries(reader, achievement, django_assert_num_queries):
    window = opened(reader, achievement)
    save(reader, window, "摘要")
    # session, person, memberships, the ticket's membership; then a savepoint around the locked row and its update
    with django_assert_num_queries(8):
        assert save(reader, window, "摘要过短").status_code == 200
