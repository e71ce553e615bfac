"""Two imports under review bring the same result: first the race with the turn taken away, then the service."""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection

from listings.models import Achievement, CatalogueBatch, RecordFinding
from listings.services import catalogue_standing
from listings.services.catalogue import approve_batch
from tests.factories.checklist import IMPORT_YES
from tests.factories.listings import claimed_batch, make_auditor
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("codelists")]

FILE = "标题,摘要,申请人,专利号\n石墨烯散热膜,一种膜,{holder},CN202310123456.6\n{holder}的另一成果,另一种膜,{holder},\n"


@pytest.fixture
def waiting():
    """Two institutions, each with an import in the hand of an auditor; the first row of both is the same patent."""
    auditors = [make_auditor(), make_auditor()]
    return [
        (claimed_batch(auditor, FILE.format(holder=holder)), auditor)
        for auditor, holder in zip(auditors, ("云麓大学", "湘水研究院"), strict=True)
    ]


@pytest.fixture
def unturned(monkeypatch):
    """No turn is taken, and both have come to the place before either goes on."""
    came = threading.Barrier(2)

    def wait(batch):
        with suppress(threading.BrokenBarrierError):
            came.wait(5)

    monkeypatch.setattr(catalogue_standing, "take_turn", wait)


def approve_both(waiting) -> list:
    fresh = [(CatalogueBatch.objects.get(pk=batch.pk), auditor) for batch, auditor in waiting]
    return at_once(
        *[lambda b=batch, by=auditor: approve_batch(batch=b, answers=IMPORT_YES, by=by) for batch, auditor in fresh]
    )


def published() -> int:
    """How many records of the one patent are public."""
    return Achievement.objects.filter(catalogue_entry__number__contains="202310123456", state="catalogued").count()


def test_without_turn_and_constraint_the_same_result_is_published_twice(unturned, waiting):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX result_published_once")
    try:
        approve_both(waiting)
        assert published() == 2
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE listings_catalogueentry SET standing_key = ''")
            cursor.execute(
                "CREATE UNIQUE INDEX result_published_once ON listings_catalogueentry (standing_key)"
                " WHERE NOT standing_key = ''"
            )


def test_without_the_turn_the_constraint_lets_one_import_through(unturned, waiting):
    results = approve_both(waiting)

    assert sum(isinstance(result, IntegrityError) for result in results) == 1
    assert published() == 1


def test_of_two_imports_one_publishes_the_result_and_the_other_keeps_that_row_back(waiting):
    approve_both(waiting)

    assert published() == 1
    assert sorted(CatalogueBatch.objects.values_list("state", "held")) == [("approved", 0), ("approved", 1)]
    assert Achievement.objects.filter(state="catalogued").count() == 3
    draft = Achievement.objects.get(state="draft")
    standing = Achievement.objects.get(catalogue_entry__standing_key="CN2023101234566")
    finding = RecordFinding.objects.get(achievement=draft)
    assert finding.check_name == "no_import_before_it_brings_the_same"
    assert finding.evidence == {"records": [["catalogue", standing.pk]]}
