"""Imports with their automatic checks."""

from typing import Any

import factory

from listings.models import BatchCheck, CatalogueBatch, RecordFinding
from tests.factories.listings import AchievementFactory, CatalogueBatchFactory, finish_checks, imported
from tte.accounts.actor import Actor
from tte.longwork.running import run_work


class BatchCheckFactory(factory.django.DjangoModelFactory):
    """A run that is owed; no worker has been asked."""

    class Meta:
        model = BatchCheck

    batch = factory.SubFactory(CatalogueBatchFactory)


class RecordFindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecordFinding

    run = factory.SubFactory(BatchCheckFactory)
    achievement = factory.SubFactory(AchievementFactory)
    line = 2
    check_name = "title_is_not_listed_already"
    evidence = factory.LazyFunction(lambda: {"listings": ["L2026000001"]})


def checked_batch(content: str, *, by: Actor, **given: Any) -> CatalogueBatch:
    """Handed in, its checks done as a worker does them."""
    batch = imported(content, by=by, **given).catalogue_batch
    run_work(work_id=batch.checks.get().work_id)
    finish_checks(batch.case)
    return batch
