"""The supply side at the same time as itself: the race with the lock taken away, then the services."""

import threading

import pytest

from listings.enums import AchievementState, ListingState
from listings.models import Achievement, Listing
from listings.services import achievement as services
from listings.services.achievement import submit_achievement
from listings.services.audit import approve_achievement, ask_correction
from listings.services.draft import NotOpenForWriting, save_draft
from listings.services.listing import end_notice
from tests.factories.checklist import every_answer
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    author_of,
    claimed_achievement,
    make_auditor,
    make_notice_due,
)
from tests.together import at_once
from tte.casework.models import Decision
from tte.common.errors import DomainError
from tte.common.models import NumberSeries
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("codelists")]


@pytest.fixture
def half_way(monkeypatch):
    """A submission that stops after it has looked at what is missing, until the edit is through or waits for it."""
    looked, edited = threading.Event(), threading.Event()
    missing = services.missing

    def look_and_wait(achievement):
        found = missing(achievement)
        looked.set()
        edited.wait(timeout=1)
        return found

    monkeypatch.setattr(services, "missing", look_and_wait)
    return looked, edited


def submit_while_the_price_is_taken_out(achievement, half_way):
    looked, edited = half_way
    author = author_of(achievement)

    def submit():
        return submit_achievement(achievement=Achievement.objects.get(pk=achievement.pk), by=author)

    def take_out():
        looked.wait(timeout=5)
        try:
            return save_draft(achievement=Achievement.objects.get(pk=achievement.pk), by=author, price=None)
        finally:
            edited.set()

    return at_once(submit, take_out)


def test_without_the_lock_an_edit_slips_under_a_submission(half_way, monkeypatch):
    """The control: what was complete when it was looked at is submitted without its price."""
    monkeypatch.setattr(services, "lock", lambda row: type(row).objects.get(pk=row.pk))
    achievement = AchievementFactory()

    submit_while_the_price_is_taken_out(achievement, half_way)

    achievement.refresh_from_db()
    assert (achievement.state, achievement.price) == (AchievementState.SUBMITTED, None)


def test_an_edit_waits_for_a_submission_and_is_then_refused(half_way):
    achievement = AchievementFactory()
    price = achievement.price

    _submitted, refusal = submit_while_the_price_is_taken_out(achievement, half_way)

    achievement.refresh_from_db()
    assert (achievement.state, achievement.price) == (AchievementState.SUBMITTED, price)
    assert isinstance(refusal, NotOpenForWriting)


def test_two_conclusions_at_once_are_one_and_no_number_is_lost():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    fresh = [Achievement.objects.get(pk=achievement.pk) for _ in range(4)]
    answers = every_answer()

    results = at_once(
        lambda: approve_achievement(achievement=fresh[0], answers=answers, by=auditor),
        lambda: approve_achievement(achievement=fresh[1], answers=answers, by=auditor),
        lambda: approve_achievement(achievement=fresh[2], answers=answers, by=auditor),
        lambda: ask_correction(achievement=fresh[3], reason_code="E8", text="请补充", by=auditor),
    )

    assert sum(isinstance(result, DomainError) for result in results) == 3
    assert Decision.objects.filter(case__kind="listing_audit").count() == 1
    achievement.refresh_from_db()
    listed = int(achievement.state == AchievementState.APPROVED)
    assert Listing.objects.count() == listed
    assert sum(NumberSeries.objects.filter(name__startswith="listing-").values_list("last", flat=True)) == listed


def test_the_sweep_of_two_workers_ends_a_notice_once():
    listing = make_notice_due(ListingFactory())
    fresh = [Listing.objects.get(pk=listing.pk) for _ in range(4)]

    at_once(*[lambda row=row: end_notice(listing=row) for row in fresh])

    listing.refresh_from_db()
    assert listing.state == ListingState.QUALIFYING
    assert Event.objects.filter(kind="listing.end_notice").count() == 1
