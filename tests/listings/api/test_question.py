import pytest
from django.test import Client

from listings.models import Listing, Message, Question
from tests.factories.accounts import make_actor
from tests.factories.bidding import make_agent, officer_of
from tests.factories.listings import ListingFactory
from tests.factories.question import ANSWER, WORDS, answered_question, asked_question, last_of
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.tokens import issue_token

pytestmark = pytest.mark.django_db


def program(actor: Actor) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(label='test', by=actor)}", "accept-language": "en"})


def asks(client: Client, listing: Listing, **given: str):
    body = {"audience": "public", "text": WORDS} | given
    return client.post(f"/api/v1/listings/{listing.code}/ask/", body, content_type="application/json")


def answers(client: Client, question: Question, **given: object):
    body = {"text": ANSWER, "upon": last_of(question)} | given
    return client.post(f"/api/v1/questions/{question.pk}/answer/", body, content_type="application/json")


def test_everybody_reads_what_is_answered_before_everybody_and_never_who_asked(client):
    listing, agent = ListingFactory(), make_agent()
    public = answered_question(listing, by=agent)
    answered_question(listing, by=agent, audience="private", text="In one region?")
    asked_question(listing, by=agent, text="Is it tested?")
    body = client.get(f"/api/v1/listings/{listing.code}/questions/").json()
    [row] = body["results"]
    assert (row["pk"], row["question"], [each["text"] for each in row["answers"]]) == (public.pk, WORDS, [ANSWER])
    assert (body["waiting"], row["stopped"]) == (1, "")
    assert agent.organisation.code not in str(body)
    assert "In one region?" not in str(body)


def test_the_same_question_sent_twice_is_one():
    listing, agent = ListingFactory(), make_agent()
    client = program(agent)
    first, second = asks(client, listing), asks(client, listing)
    assert (first.status_code, second.json()) == (201, first.json())
    assert Question.objects.count() == 1


def test_contact_data_and_an_own_listing_are_refused_as_on_the_page():
    listing = ListingFactory()
    refused = asks(program(make_agent()), listing, text="call 13800138000")
    assert (refused.status_code, refused.json()["field"]) == (409, "text")
    assert asks(program(make_agent()), listing, audience="nobody").status_code == 400
    assert asks(program(officer_of(listing)), listing).status_code == 404
    assert Question.objects.count() == 0


def test_the_holder_finds_what_waits_and_answers_it_once():
    question = asked_question()
    client, colleague = program(officer_of(question.listing)), program(officer_of(question.listing))
    body = client.get("/api/v1/questions/", {"state": "asked"}).json()
    assert [row["pk"] for row in body["results"]] == [question.pk]
    upon = client.get(f"/api/v1/questions/{question.pk}/").json()["messages"][-1]["pk"]

    answered = answers(client, question, audience="private")
    assert (answered.status_code, answered.json()["state"], answered.json()["audience"]) == (200, "answered", "private")
    late = answers(colleague, question, upon=upon)
    assert (late.status_code, late.json()["code"]) == (409, "written_meanwhile")
    assert Message.objects.count() == 2


def test_the_asker_does_not_answer_itself_and_others_find_nothing():
    agent = make_agent()
    question = asked_question(by=agent)
    assert answers(program(agent), question).status_code == 404
    for stranger in (make_agent(), make_actor(role=Role.AUDITOR)):
        client = program(stranger)
        assert client.get(f"/api/v1/questions/{question.pk}/").status_code == 404
        assert client.get("/api/v1/questions/").json()["results"] == []
    assert Message.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_conversations_asks_as_much_for_three_as_for_one(django_assert_num_queries, rows):
    agent = make_agent()
    for _ in range(rows):
        asked_question(by=agent)
    client = program(agent)
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/questions/").json()["results"]) == rows
