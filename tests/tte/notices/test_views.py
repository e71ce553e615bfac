import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.notices import DeliveryFactory, MailFactory, NoticeFactory
from tte.accounts.enums import Role
from tte.common.clock import now
from tte.common.states import look_of
from tte.notices.delivery import deliver
from tte.notices.models import Mail
from tte.notices.presenting import linked, own_paths

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
    DeliveryFactory.create_batch(count, person=person)
    NoticeFactory(person=person, mail="daily", digest=DeliveryFactory(person=person, notice=None, period="2026-11-26"))
    NoticeFactory()
    client.force_login(person)
    client.get(reverse("notices:inbox"))
    with django_assert_num_queries(6):
        response = client.get(reverse("notices:inbox"))
    assert len(response.context["rows"]) == 2 * count + 1


def test_inbox_says_how_each_notice_stands_by_mail(client):
    person = UserFactory(language="en")
    client.force_login(person)
    digest = DeliveryFactory(person=person, notice=None, period="2026-W48", sent=True)
    given = [
        ({"mail": "none"}, "Not by e-mail"),
        ({"mail": "daily"}, "Waits for the daily digest"),
        ({"mail": "weekly"}, "Waits for the weekly digest"),
        ({"mail": "daily", "read_at": now()}, "Read before the digest"),
        ({"mail": "weekly", "digest": digest}, "Mailed"),
    ]
    for fields, _words in given:
        NoticeFactory(person=person, **fields)
    DeliveryFactory(person=person, failed=True)
    page = client.get(reverse("notices:inbox"), headers={"accept-language": "en"})
    shown = [str(row.mail.words) or str(look_of("delivery", row.mail.state).word) for row in page.context["rows"]]
    with translation.override("en"):
        assert shown[::-1] == [words for _fields, words in given] + ["Not sent"]


def test_inbox_is_narrowed_and_keeps_its_place(client):
    person = UserFactory()
    NoticeFactory.create_batch(40, person=person, kind="longwork.done", context={"title": "x"})
    NoticeFactory.create_batch(40, person=person)
    client.force_login(person)
    first = client.get(reverse("notices:inbox"), {"area": "work", "show": "unread"})
    second = client.get(reverse("notices:inbox") + first.context["page"].following)
    assert [len(page.context["rows"]) for page in (first, second)] == [30, 10]
    NoticeFactory.create_batch(2, person=person, kind="longwork.done", context={"title": "x"})
    again = client.get(reverse("notices:inbox") + first.context["page"].following)
    assert [row.pk for row in again.context["rows"]] == [row.pk for row in second.context["rows"]]
    assert client.get(reverse("notices:inbox"), {"area": "nonsense"}).status_code == 200


def test_landing_reads_the_notice_and_leads_on(client):
    notice = NoticeFactory(url="/my-organisations/")
    address = reverse("notices:land", args=[notice.pk])
    assert client.get(address).url == f"/account/login/?next={address}"
    client.force_login(notice.person)
    assert client.get(address).url == "/my-organisations/"
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.fixture
def two_roles():
    """A person who acts for one organisation, with a notice told as a member of another."""
    acting = MembershipFactory(role=Role.AGENT)
    other = MembershipFactory(user=acting.user, role=Role.OFFICER)
    notice = NoticeFactory(person=acting.user, membership=other, url=reverse("institutions:mine"))
    return acting, other, notice


def test_a_notice_for_another_organisation_asks_before_it_switches(client, two_roles):
    acting, other, notice = two_roles
    client.force_login(acting.user)
    land = reverse("notices:land", args=[notice.pk])
    asked = client.get(land, headers={"accept-language": "en"})
    notice.refresh_from_db()
    assert (asked.status_code, notice.read_at, client.session.get("acting_as")) == (200, None, None)
    assert f"{other.organisation.name_en} · Institution officer" in asked.text
    assert client.post(land).url == notice.url
    notice.refresh_from_db()
    assert (client.session["acting_as"], notice.read_at is not None) == (other.pk, True)
    assert client.get(land).url == notice.url


def test_a_notice_opens_without_switching_when_asked_to(client, two_roles):
    acting, _other, notice = two_roles
    client.force_login(acting.user)
    assert client.get(reverse("notices:land", args=[notice.pk]), {"as_is": "1"}).url == notice.url
    assert "acting_as" not in client.session


def test_a_notice_never_switches_to_a_role_that_has_ended(client, two_roles):
    acting, other, notice = two_roles
    type(other).objects.filter(pk=other.pk).update(ended_at=now(), ended_by=acting.user)
    client.force_login(acting.user)
    land = reverse("notices:land", args=[notice.pk])
    for asked in (client.get(land), client.post(land)):
        assert asked.status_code == 200 and 'method="post" action="' + land not in asked.text
    assert "acting_as" not in client.session


def test_the_inbox_names_the_organisation_and_opens_by_a_button(client, two_roles):
    acting, other, notice = two_roles
    client.force_login(acting.user)
    said = client.get(reverse("notices:inbox")).text
    land = reverse("notices:land", args=[notice.pk])
    assert f"{other.organisation.name_zh} · 机构管理员" in said or other.organisation.name_zh in said
    assert f'method="post" action="{land}"' in said
    client.post(reverse("accounts:act_as"), {"membership": other.pk})
    assert f'method="post" action="{land}"' not in client.get(reverse("notices:inbox")).text


def test_nobody_lands_on_another_persons_notice(client):
    notice = NoticeFactory()
    client.force_login(UserFactory())
    assert client.get(reverse("notices:land", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


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
    assert client.get(reverse("notices:mail_html", args=[kept.pk])).status_code == 404


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


@pytest.fixture
def kept_in_rows(settings):
    settings.EMAIL_BACKEND = "tte.notices.mailbox.MailboxBackend"


def test_the_mailbox_keeps_one_row_for_each_receiver(kept_in_rows):
    assert EmailMessage("主题", "正文", to=["a@example.org"], cc=["b@example.org"]).send() == 1
    assert list(Mail.objects.order_by("pk").values_list("to", "subject", "text", "html")) == [
        ("a@example.org", "主题", "正文", ""),
        ("b@example.org", "主题", "正文", ""),
    ]


def test_the_mailbox_shows_state_headers_html_and_text(client, kept_in_rows):
    deliver(delivery_id=(owed := DeliveryFactory()).pk)
    kept = Mail.objects.get()
    assert (kept.message_id, kept.headers["Auto-Submitted"]) == (owed.message_id, "auto-generated")
    page = client.get(reverse("notices:mail", args=[kept.pk]))
    assert page.context["state"] == "sent"
    assert "List-Unsubscribe-Post" in page.text
    assert reverse("notices:mail_html", args=[kept.pk]) in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    html = client.get(reverse("notices:mail_html", args=[kept.pk]))
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = html.headers["Content-Security-Policy"].split("; ")
    assert "sandbox allow-top-navigation-by-user-activation" in policy and "frame-ancestors 'self'" in policy
    assert f'<a target="_top" href="/inbox/{owed.notice.pk}/">' in html.text


def test_the_mailbox_is_searched_by_receiver(client):
    mine, other = MailFactory(to="shen@example.org"), MailFactory(to="li@example.org")
    assert [mail for mail, _state in client.get(reverse("notices:mailbox")).context["rows"]] == [other, mine]
    found = client.get(reverse("notices:mailbox"), {"q": "SHEN@"})
    assert [mail for mail, _state in found.context["rows"]] == [mine]
    assert client.get(reverse("notices:mailbox"), {"q": "nobody"}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_mailbox_asks_the_same_number_of_queries(client, count, django_assert_num_queries):
    MailFactory.create_batch(count, message_id="<a@b>")
    with django_assert_num_queries(2):
        client.get(reverse("notices:mailbox"))


def test_html_of_another_site_keeps_its_address():
    assert own_paths('<a href="http://own.example.evil/x">', ("http://own.example",)) == (
        '<a href="http://own.example.evil/x">'
    )
