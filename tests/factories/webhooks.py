"""Subscriptions, what happened, and what is owed of it."""

import factory

from tests.factories.accounts import OrganisationFactory, UserFactory
from tte.webhooks.models import Dispatch, Message, SigningSecret, Subscription
from tte.webhooks.signing import digest_of, new_nonce, secret_from

KEY = "only-for-tests-" + "x" * 40


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """An active subscription to everything of its organisation's own, with one secret."""

    class Meta:
        model = Subscription
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"系统 {n}")
    url = "http://127.0.0.1:9/hooks"
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def secret(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create:
            SigningSecretFactory(subscription=self, made_by=self.created_by)


class SigningSecretFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SigningSecret

    subscription = factory.SubFactory(SubscriptionFactory)
    nonce = factory.LazyFunction(new_nonce)
    digest = factory.LazyAttribute(lambda row: digest_of(secret_from(row.nonce, KEY)))
    made_by = factory.SubFactory(UserFactory)


class MessageFactory(factory.django.DjangoModelFactory):
    """A test message; `kind`, `position` and `subject_key` make it an event."""

    class Meta:
        model = Message

    kind = "webhook.test"
    body = '{"type":"webhook.test","timestamp":"2026-01-02T03:04:05Z","data":{}}'
    happened_at = "2026-01-02T03:04:05Z"


class DispatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dispatch

    class Params:
        sent = factory.Trait(state="sent", attempts=1, status=204, milliseconds=12, tried_at="2026-01-02T03:04:06Z")
        failed = factory.Trait(state="failed", attempts=8, fault="unreached", tried_at="2026-01-02T03:04:06Z")

    subscription = factory.SubFactory(SubscriptionFactory)
    message = factory.SubFactory(MessageFactory)
