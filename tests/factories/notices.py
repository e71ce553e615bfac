import factory
from allauth.account.models import EmailAddress

from tests.factories.accounts import UserFactory
from tte.notices.models import Delivery, Mail, Notice, Preference, Undeliverable


class NoticeFactory(factory.django.DjangoModelFactory):
    """An unread notice of an admitted organisation, without a delivery."""

    class Meta:
        model = Notice

    person = factory.SubFactory(UserFactory)
    kind = "institutions.organisation_admitted"
    key = factory.Sequence(lambda n: f"accounts.organisation:{n}")
    context = factory.LazyFunction(lambda: {"organisation": {"zh": "江洲大学", "en": "Jiangzhou University"}})
    url = "/my-organisations/"


class DeliveryFactory(factory.django.DjangoModelFactory):
    """A queued e-mail of one notice; traits for how it may have ended."""

    class Meta:
        model = Delivery

    class Params:
        sent = factory.Trait(state="sent", attempts=1, sent_at="2026-01-02T03:04:05Z")
        failed = factory.Trait(state="failed", attempts=16, failed_at="2026-01-02T03:04:05Z", fault="451 4.3.0")

    person = factory.SubFactory(UserFactory)
    notice = factory.SubFactory(NoticeFactory, person=factory.SelfAttribute("..person"))


class LetterFactory(DeliveryFactory):
    """The queued mail of an invitation, to an address without an account."""

    person = None
    notice = None
    letter = "institutions.invitation"
    address = factory.Sequence(lambda n: f"guest{n}@example.org")


class PreferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Preference

    person = factory.SubFactory(UserFactory)
    kind = "institutions.organisation_admitted"
    mail = "daily"


class UndeliverableFactory(factory.django.DjangoModelFactory):
    """The address of a person from which mail comes back."""

    class Meta:
        model = Undeliverable

    class Params:
        person = factory.SubFactory(UserFactory)

    address = factory.LazyAttribute(lambda row: EmailAddress.objects.get(user=row.person))
    fault = "550 5.1.1"


class MailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mail

    to = "person@example.org"
    subject = "确认您的电子邮箱"
    text = "http://localhost:8000/account/confirm-email/abc/"
