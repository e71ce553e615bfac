"""The feed. Entries come only through the relay: write a change, then `relayed()`."""

import factory

from tests.factories.trail import EventFactory
from tte.feed.models import Entry, FeedIdentity, Outbox, ReaderPosition, TrailLink
from tte.feed.relay import relay_all


class OutboxFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outbox

    topic = "paper"
    key = factory.Sequence(lambda n: n + 1)
    payload = factory.Dict({})


class EntryFactory(factory.django.DjangoModelFactory):
    """A change that has its position."""

    class Meta:
        model = Entry

    topic = "paper"
    key = factory.Sequence(lambda n: n + 1)

    @classmethod
    def _create(cls, model_class, *args, **given):
        OutboxFactory(**given)
        relay_all()
        return Entry.objects.filter(topic=given["topic"]).latest("position")


class TrailLinkFactory(factory.django.DjangoModelFactory):
    """A link of the chain, made by the relay from a new event."""

    class Meta:
        model = TrailLink

    @classmethod
    def _create(cls, model_class, *args, **given):
        EventFactory(**given)
        relay_all()
        return TrailLink.objects.latest("position")


class FeedIdentityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FeedIdentity


class ReaderPositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReaderPosition

    reader = factory.Sequence(lambda n: f"reader-{n}")
