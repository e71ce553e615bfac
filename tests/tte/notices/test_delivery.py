import pytest
from django.core import mail

from tests.factories.accounts import UserFactory
from tests.factories.notices import NoticeFactory
from tte.notices.delivery import deliver
from tte.notices.mailbox import MailboxBackend
from tte.notices.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.TTE_BASE_URL = "https://exchange.example/"


def test_deliver_mails_once_in_the_language_of_the_person():
    notice = NoticeFactory(person=UserFactory(language="en"))
    assert [deliver(notice_id=notice.pk), deliver(notice_id=notice.pk)] == [True, False]
    (message,) = mail.outbox
    assert message.to == [notice.person.email]
    assert message.subject == "Jiangzhou University is admitted"
    assert "https://exchange.example/my-organisations/" in message.body
    assert message.alternatives[0].mimetype == "text/html"


def test_deliver_writes_chinese_to_a_chinese_reader():
    notice = NoticeFactory()
    deliver(notice_id=notice.pk)
    assert mail.outbox[0].subject == "江洲大学已准入"


def test_a_closed_account_gets_no_mail_and_is_not_swept_again():
    notice = NoticeFactory(person=UserFactory(is_active=False))
    assert deliver(notice_id=notice.pk) is True
    notice.refresh_from_db()
    assert mail.outbox == []
    assert notice.delivered_at is not None


def test_a_refusing_mail_server_leaves_the_notice_owed(monkeypatch):
    notice = NoticeFactory()

    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    with pytest.raises(ConnectionRefusedError):
        deliver(notice_id=notice.pk)
    notice.refresh_from_db()
    assert notice.delivered_at is None


def test_the_mailbox_keeps_one_row_for_each_receiver():
    message = mail.EmailMessage("主题", "正文", to=["a@example.org"], cc=["b@example.org"])
    assert MailboxBackend().send_messages([message]) == 1
    assert list(Mail.objects.order_by("pk").values_list("to", "subject", "text")) == [
        ("a@example.org", "主题", "正文"),
        ("b@example.org", "主题", "正文"),
    ]
