import factory

from tests.factories.accounts import UserFactory
from tte.notices.models import Mail, Notice


class NoticeFactory(factory.django.DjangoModelFactory):
    """An unread, undelivered notice of an admitted organisation."""

    class Meta:
        model = Notice

    person = factory.SubFactory(UserFactory)
    kind = "institutions.organisation_admitted"
    key = factory.Sequence(lambda n: f"accounts.organisation:{n}")
    context = factory.LazyFunction(lambda: {"organisation": {"zh": "江洲大学", "en": "Jiangzhou University"}})
    url = "/my-organisations/"


class MailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mail

    to = "person@example.org"
    subject = "确认您的电子邮箱"
    text = "http://localhost:8000/account/confirm-email/abc/"
