"""Takedowns: rows for tests that look at rows, and the act itself."""

from typing import Any

import factory

from listings.models import (
    Achievement,
    Takedown,
    TakedownEvidence,
    TakedownFile,
    TakedownReport,
    TakedownWord,
)
from listings.services.takedown import take_down
from tests.factories.accounts import make_actor
from tests.factories.files import StoredFileFactory
from tests.factories.listings import AchievementFactory, the_exchange
from tests.factories.notices import DeliveryFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.models import Organisation
from tte.common.clock import now


class TakedownFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Takedown

    achievement = factory.SubFactory(AchievementFactory)
    office = factory.LazyFunction(the_exchange)
    code = factory.Sequence(lambda number: f"TD26-{90001 + number}")
    reason_code = "D4"
    basis = "a report"
    was_public = True
    taken_down_at = factory.LazyFunction(now)
    taken_down_by = factory.LazyAttribute(lambda row: make_head(row.office).user)


class TakedownEvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TakedownEvidence

    takedown = factory.SubFactory(TakedownFactory)
    text = "{}"
    sha256 = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


class TakedownFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TakedownFile

    takedown = factory.SubFactory(TakedownFactory)
    file = factory.SubFactory(StoredFileFactory)
    sha256 = factory.SelfAttribute("file.sha256")
    role = "attachment.file"


class TakedownReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TakedownReport

    takedown = factory.SubFactory(TakedownFactory)
    delivery = factory.SubFactory(DeliveryFactory)


class TakedownWordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TakedownWord

    takedown = factory.SubFactory(TakedownFactory)
    kind = "ask"
    text = "How long will it take?"
    organisation = factory.SelfAttribute("takedown.achievement.holder")
    written_by = factory.SelfAttribute("takedown.achievement.posted_by")


def make_head(exchange: Organisation | None = None) -> Actor:
    return make_actor(role=Role.HEAD, organisation=exchange or the_exchange())


def taken_down(achievement: Achievement, by: Actor, **given: Any) -> Takedown:
    return take_down(achievement=achievement, by=by, **({"reason_code": "D4", "basis": "a report came in"} | given))
