import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.notices import MailFactory, NoticeFactory
from tte.notices.presenting import linked

pytestmark = pytest.mark.django_db


def test_inbox_sends_a_visitor_to_sign_in(client):
    response = client.get(reverse("notices:inbox"))
    assert (response.status_code, response.url) == (302, "/account/login/?next=/inbox/")


def test_inbox_says_what_it_is_for_when_empty(client):
    client.force_login(UserFactory(language="en"))
    response = client.get(reverse("notices:inbox"), headers={"accept-language": "en"})
    assert "Nothing has come yet" in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_asks_the_same_number_of_queries(client, count, django_assert_num_queries):
    person = UserFactory()
    NoticeFactory.create_batch(count, person=person)
    NoticeFactory()
    client.force_login(person)
    client.get(reverse("notices:inbox"))
    with django_assert_num_queries(5):
        response = client.get(reverse("notices:inbox"))
    assert len(response.context["rows"]) == count


def test_another_persons_notice_looks_as_if_it_did_not_exist(client):
    notice = NoticeFactory()
    client.force_login(UserFactory())
    assert client.post(reverse("notices:read", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_read_and_read_all(client):
    notice = NoticeFactory()
    NoticeFactory(person=notice.person)
    client.force_login(notice.person)
    client.post(reverse("notices:read", args=[notice.pk]))
    assert notice.person.notices.filter(read_at=None).count() == 1
    client.post(reverse("notices:read_all"))
    assert notice.person.notices.filter(read_at=None).count() == 0


def test_mailbox_is_closed_outside_the_demonstration(client, settings):
    settings.TTE_DEMO = False
    kept = MailFactory()
    assert client.get(reverse("notices:mailbox")).status_code == 404
    assert client.get(reverse("notices:mail", args=[kept.pk])).status_code == 404


def test_mailbox_shows_mails_with_links_of_this_site_as_paths(client, settings):
    settings.TTE_BASE_URL = "http://localhost:8000"
    kept = MailFactory(text="http://localhost:8000/account/confirm-email/abc/\n<b>https://other.example/x</b>")
    assert kept.subject in client.get(reverse("notices:mailbox")).text
    text = client.get(reverse("notices:mail", args=[kept.pk])).text
    assert '<a href="/account/confirm-email/abc/">' in text
    assert '&lt;b&gt;<a href="https://other.example/x">' in text


def test_linked_does_not_take_a_longer_host_for_its_own():
    assert linked("http://own.example.evil/x.", ("http://own.example",)) == (
        '<a href="http://own.example.evil/x">http://own.example.evil/x</a>.'
    )
