from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from listings.models import Follow, Listing, Message, Question
from listings.services.question_oversight import stop_question
from tests.factories.accounts import UserFactory, make_actor, sign_in
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.listings import ListingFactory, author_of, make_officer
from tests.factories.notice import AnnouncementFactory
from tests.factories.question import (
    ANSWER,
    WORDS,
    FollowFactory,
    answer,
    answered_question,
    asked_question,
    fresh,
    last_of,
)
from tests.markup import even
from tte.accounts.enums import Role
from tte.drafts.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "zh-hans"])
def language(request, client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = request.param
    return request.param


def url(name, *args):
    return reverse(f"listings:{name}", args=args)


def test_the_way_of_a_public_question(client, language):
    listing, agent = ListingFactory(), make_agent()
    page = url("listing", listing.code)
    assert f"{reverse('account_login')}?next=" in client.get(page).text
    sign_in(client, agent)
    assert f'href="{url("ask", listing.code)}?audience=public"' in client.get(page).text
    assert client.get(url("ask", listing.code)).status_code == 200
    refused = client.post(url("ask", listing.code), {"audience": "public", "text": "call 13800138000"})
    assert (refused.status_code, "call 13800138000" in refused.text, Question.objects.count()) == (422, True, 0)
    asked = client.post(url("ask", listing.code), {"audience": "public", "text": WORDS})
    question = Question.objects.get()
    assert (asked.status_code, asked.url) == (302, url("question", question.pk))
    assert WORDS in client.get(asked.url).text
    assert WORDS not in client.get(page).text
    sign_in(client, make_officer(listing.holder))
    own = client.get(asked.url)
    assert all(name in own.context["forms"] for name in ("write", "decline", "report", "block"))
    sent = {"act": "write", "text": ANSWER, "audience": "public", "upon": last_of(question)}
    assert client.post(asked.url, sent).status_code == 302
    client.logout()
    shown = client.get(page).text
    assert WORDS in shown and ANSWER in shown and f'id="q{question.pk}"' in shown
    assert agent.organisation.name_zh not in shown and agent.user.name not in shown


@pytest.mark.rule("S3")
def test_page_and_list_say_that_the_day_for_an_answer_has_passed(client):
    agent = make_agent()
    question, early = asked_question(by=agent), asked_question(by=agent)
    Question.objects.filter(pk=question.pk).update(due_at="2026-01-05T16:00:00Z")
    words, at = gettext("Overdue"), '<time class="n" datetime="2026-01-05T16:00:00+00:00">'
    for reader in (agent, make_officer(question.listing.holder)):
        sign_in(client, reader)
        page, listed = client.get(url("question", question.pk)).text, client.get("/questions/").text
        assert (words in page, at in even(page), listed.count(words)) == (True, True, 1)
    sign_in(client, agent)
    assert words not in client.get(url("question", early.pk)).text
    assert [row.pk for row in client.get("/questions/?late=on").context["list"].rows] == [question.pk]
    answer(question)
    assert words not in client.get(url("question", question.pk)).text
    assert list(client.get("/questions/?late=on").context["list"].rows) == []


def test_of_two_answers_the_second_keeps_its_text_and_may_be_sent_as_an_addition(client):
    question = asked_question()
    officer, page = make_officer(question.listing.holder), url("question", question.pk)
    sign_in(client, officer)
    seen = last_of(question)
    answer(question)
    late = client.post(page, {"act": "write", "text": "From another hand", "audience": "public", "upon": seen})
    assert (late.status_code, Message.objects.count()) == (422, 2)
    assert "From another hand" in late.text and ANSWER in late.text
    assert f'name="upon" value="{last_of(question)}"' in late.text
    again = client.post(page, {"act": "write", "text": "From another hand", "upon": last_of(question)})
    assert (again.status_code, Message.objects.count()) == (302, 3)


def test_an_answer_to_what_was_withdrawn_meanwhile_shows_its_text_again(client):
    question = asked_question()
    officer, asker = (
        make_officer(question.listing.holder),
        make_actor(role=Role.AGENT, organisation=question.organisation),
    )
    sign_in(client, asker)
    assert client.post(url("question", question.pk), {"act": "withdraw"}).status_code == 302
    sign_in(client, officer)
    sent = {"act": "write", "text": "Too late", "audience": "public", "upon": last_of(question)}
    late = client.post(url("question", question.pk), sent)
    assert (late.status_code, "Too late" in late.text, fresh(question).state) == (422, True, "withdrawn")


@pytest.mark.rule("R8-31")
def test_a_private_conversation_is_read_by_its_two_sides_and_the_exchange(client):
    listing, agent = ListingFactory(), make_agent()
    question = answered_question(listing, by=agent, audience="private")
    page = url("question", question.pk)
    colleague = make_actor(role=Role.AGENT, organisation=agent.organisation)
    auditor, of_both = auditor_of(listing), auditor_of(listing)
    make_actor(role=Role.AGENT, organisation=agent.organisation, user=of_both.user)
    stranger_officer = make_officer(ListingFactory().holder)
    other_exchange = make_actor(role=Role.AUDITOR)
    reads = {
        "asker": agent,
        "colleague": colleague,
        "officer": make_officer(listing.holder),
        "author": author_of(listing.achievement),
        "auditor": auditor,
        "rival": make_agent(),
        "officer elsewhere": stranger_officer,
        "other exchange": other_exchange,
    }
    found = {}
    for name, actor in reads.items():
        sign_in(client, actor)
        found[name] = client.get(page).status_code
        listed = (
            WORDS in client.get(page).text if found[name] == 200 else listing.code in client.get("/questions/").text
        )
        assert listed == (found[name] == 200), name
    shut = ("rival", "officer elsewhere", "other exchange")
    assert found == {name: 404 if name in shut else 200 for name in reads}
    client.logout()
    assert client.get(page).status_code == 302
    assert WORDS not in client.get(url("listing", listing.code)).text


def test_what_is_new_is_marked_until_it_is_read(client):
    agent = make_agent()
    question = answered_question(by=agent)
    sign_in(client, agent)
    assert [row.name for row in client.get("/questions/?new=on").context["list"].rows] != []
    client.get(url("question", question.pk))
    assert list(client.get("/questions/?new=on").context["list"].rows) == []
    assert question.readings.get().upto == last_of(question)


def test_only_whose_act_it_is_may_do_it(client):
    question = answered_question(audience="private")
    sign_in(client, author_of(question.listing.achievement))
    for act in ("write", "decline", "stop", "restore", "block", "settle", "report", "withdraw", "nothing"):
        assert client.post(url("question", question.pk), {"act": act}).status_code == 403, act
    assert fresh(question).state == "answered"


def test_the_exchange_stops_and_the_page_says_so_without_the_words(client, language):
    question = answered_question()
    stop_question(question=question, reason_code="M5", text="", by=auditor_of(question.listing))
    shown = client.get(url("listing", question.listing.code)).text
    assert WORDS not in shown and ANSWER not in shown and f'id="q{question.pk}"' in shown
    sign_in(client, auditor_of(question.listing))
    assert client.post(url("question", question.pk), {"act": "restore"}).status_code == 302
    client.logout()
    assert WORDS in client.get(url("listing", question.listing.code)).text


def test_a_listing_that_ended_offers_no_question(client):
    question = answered_question()
    Listing.objects.filter(pk=question.listing_id).update(state="terminated")
    sign_in(client, make_agent())
    shown = client.get(url("listing", question.listing.code)).text
    assert WORDS in shown and url("ask", question.listing.code) not in shown
    assert client.get(url("ask", question.listing.code)).status_code == 200
    sent = client.post(url("ask", question.listing.code), {"audience": "public", "text": "And now?"})
    assert (sent.status_code, Question.objects.count()) == (422, 1)


def test_what_is_typed_is_there_again_after_a_refusal(client):
    listing, agent = ListingFactory(), make_agent()
    sign_in(client, agent)
    page = client.get(url("ask", listing.code))
    kept = {"kept": page.context["form"].typing.ticket.sign(), "kept_tab": "one", "kept_version": "0"}
    client.post(url("ask", listing.code), {"audience": "private", "text": "write to li@example.org", **kept})
    assert Draft.objects.get(form="question.ask").values["text"] == ["write to li@example.org"]
    assert "write to li@example.org" in client.get(url("ask", listing.code)).text


def test_following_needs_one_press_and_no_organisation(client, language):
    listing, person = ListingFactory(), UserFactory()
    client.force_login(person)
    for act, there in (("follow", 1), ("follow", 1), ("unfollow", 0), ("unfollow", 0)):
        assert client.post(url("follow", listing.code), {"act": act}).url == url("listing", listing.code)
        assert Follow.objects.count() == there
    assert client.post(url("follow", listing.code), {"act": "x"}).status_code == 403
    assert client.get("/followed/").status_code == 200


def test_the_list_of_what_one_follows_is_ones_own(client, language):
    mine, others = FollowFactory(), FollowFactory()
    client.force_login(mine.person)
    page = client.get("/followed/").text
    assert mine.listing.code in page and others.listing.code not in page
    gone = client.post("/lists/listings.followed/acts/", {"act": "unfollow", "row": [mine.pk, others.pk]})
    assert (gone.status_code, list(Follow.objects.all())) == (302, [others])


def test_a_notice_that_ends_at_midnight_ends_on_its_last_day_wherever_it_is_said(client):
    listing = ListingFactory()
    midnight = datetime(2026, 12, 9, 16, tzinfo=UTC)  # by the official clock
    said = {"notice_ends_at": midnight.isoformat()}
    Listing.objects.filter(pk=listing.pk).update(notice_ends_at=midnight, listed_at=midnight - timedelta(days=10))
    AnnouncementFactory(listing=listing, kind="extended", after=said)
    client.force_login(FollowFactory(listing=listing).person)
    for page in ("/followed/", url("listing", listing.code)):
        shown = client.get(page, headers={"accept-language": "en"}).text
        assert "Wed 9 Dec 2026, 24:00" in shown
        assert "10 Dec" not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_as_much_for_one_row_as_for_three(client, rows, django_assert_num_queries):
    listing, agent = ListingFactory(), make_agent()
    for number in range(rows):
        FollowFactory(person=agent.user, listing=listing if not number else ListingFactory())
        answered_question(listing, by=agent, text=f"{WORDS} {number}")
    sign_in(client, agent)
    client.get("/questions/")
    with django_assert_num_queries(8):
        assert len(client.get("/questions/").context["list"].rows) == rows
    with django_assert_num_queries(9):
        assert len(client.get("/followed/").context["list"].rows) == rows
    client.logout()
    with django_assert_num_queries(7):
        assert client.get(url("listing", listing.code)).text.count('<li id="q') == rows
