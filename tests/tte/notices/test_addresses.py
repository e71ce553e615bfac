import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.notices import DeliveryFactory, UndeliverableFactory
from tests.tte.notices.post import mail_server
from tte.notices.addresses import is_undeliverable, mark_undeliverable, undeliverable_of
from tte.notices.delivery import deliver
from tte.notices.models import Undeliverable
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(language="en")


def send_link(client) -> str:
    assert client.post(reverse("notices:address")).status_code == 302
    return re.search(r"https?://[^/]+(/account/address/\S+)", mail.outbox[-1].body)[1]


def test_an_address_is_marked_once():
    person = UserFactory()
    for fault in ("550 5.1.1", "550 5.1.2"):
        mark_undeliverable(person=person, email=person.email.upper(), fault=fault)
    assert Undeliverable.objects.get().fault == "550 5.1.1"
    assert [event.kind for event in events_of(person)] == ["address.mark_undeliverable"]
    assert is_undeliverable(person.email)


def test_the_inbox_says_that_mail_comes_back_and_how_to_mend_it(client, person):
    client.force_login(person)
    assert reverse("notices:address") not in client.get(reverse("notices:inbox")).text
    UndeliverableFactory(person=person)
    assert reverse("notices:address") in client.get(reverse("notices:inbox")).text


def test_the_link_that_arrives_makes_the_address_good_again(client, person):
    UndeliverableFactory(person=person)
    client.force_login(person)
    link = send_link(client)
    assert mail.outbox[-1].to == [person.email]
    client.logout()
    assert client.get(link).status_code == 200
    assert undeliverable_of(person) is not None, "opening it alone proves nothing"
    assert client.post(link).status_code == 200
    assert undeliverable_of(person) is None
    assert client.post(link).status_code == 200
    assert [event.kind for event in events_of(person)] == ["address.restore"]
    deliver(delivery_id=(owed := DeliveryFactory(person=person)).pk)
    owed.refresh_from_db()
    assert owed.state == "sent"


def test_a_second_link_within_a_minute_is_refused(client, person):
    UndeliverableFactory(person=person)
    client.force_login(person)
    send_link(client)
    assert client.post(reverse("notices:address")).status_code == 422
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_is_told_to_who_asks_for_a_link(client, person, settings):
    with mail_server(settings):
        pass
    UndeliverableFactory(person=person)
    client.force_login(person)
    answer = client.post(reverse("notices:address"))
    assert (answer.status_code, "ConnectionRefusedError" in answer.text) == (422, True)


def test_a_link_that_was_altered_proves_nothing(client, person):
    UndeliverableFactory(person=person)
    answer = client.post(reverse("notices:prove_address", args=["made-up"]))
    assert (answer.status_code, undeliverable_of(person) is None) == (200, False)


def test_another_address_is_another_matter(person):
    """Whoever takes another address for mails is written to there."""
    UndeliverableFactory(person=person)
    person.email = "elsewhere@example.org"
    person.save()
    assert undeliverable_of(person) is None


def test_who_is_well_reached_is_told_so(client, person):
    client.force_login(person)
    page = client.get(reverse("notices:address"), headers={"accept-language": "en"})
    assert "Nothing came back" in page.text
