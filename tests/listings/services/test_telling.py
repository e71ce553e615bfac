"""Followers are told by a worker after the act: each once, whatever becomes of the worker."""

import pytest

from listings.models import Telling
from listings.services import follow as services
from listings.services.follow import follow_listing
from listings.services.suspension import suspend_listing
from listings.tasks.question import sweep_tellings
from tests.factories.accounts import UserFactory
from tests.factories.bidding import auditor_of
from tests.factories.listings import ListingFactory
from tests.factories.question import FollowFactory, TellingFactory, tell_all
from tests.factories.takedown import make_head, taken_down
from tte.accounts.actor import Actor
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db
KIND = "listings.followed_announced"


class Killed(Exception):
    pass


@pytest.fixture
def telling():
    """Five people follow, and parts are of two."""
    listing = ListingFactory()
    FollowFactory.create_batch(5, listing=listing)
    return TellingFactory(listing=listing)


@pytest.fixture
def dies_in_the_second_part(monkeypatch):
    """The first worker is killed in its second part, before the commit; the next ones live."""
    told, notify = [], services.notify
    monkeypatch.setattr(services, "PART", 2)

    def notify_or_die(kind, people, **said):
        told.append(len(people))
        sent = notify(kind, people, **said)
        if len(told) == 2:
            raise Killed
        return sent

    monkeypatch.setattr(services, "notify", notify_or_die)


def hearers() -> list[int]:
    return sorted(Notice.objects.filter(kind=KIND).values_list("person", flat=True))


def followers(telling) -> list[int]:
    return sorted(telling.listing.follows.values_list("person", flat=True))


def test_a_worker_that_is_killed_between_two_parts_is_followed_by_one_that_tells_the_rest_once(
    telling, dies_in_the_second_part
):
    with pytest.raises(Killed):
        services.tell_followers(telling_id=telling.pk)
    assert hearers() == followers(telling)[:2]

    tell_all()

    assert hearers() == followers(telling)
    telling.refresh_from_db()
    assert telling.told_at is not None
    tell_all()
    assert hearers() == followers(telling)


def test_marked_as_told_before_it_is_told_the_rest_would_never_hear(telling, dies_in_the_second_part):
    """The control: the seeded fault loses three of five."""
    part = services._tell_part

    def too_early(key):
        Telling.objects.filter(pk=key).update(told_at=None)
        try:
            return part(key)
        finally:
            Telling.objects.filter(pk=key).update(told_at=telling.owed_at)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        patch.setattr(services, "_tell_part", too_early)
        services.tell_followers(telling_id=telling.pk)
    tell_all()
    assert hearers() == followers(telling)[:2]


def test_the_act_writes_one_row_for_all_of_them_and_the_sweep_finds_it(monkeypatch):
    listing = ListingFactory()
    FollowFactory.create_batch(3, listing=listing)
    suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    telling = Telling.objects.get()
    assert (telling.listing, telling.kind, hearers()) == (listing, KIND, [])
    asked = []
    monkeypatch.setattr("listings.tasks.question.defer", lambda name, **keys: asked.append((name, keys)))
    sweep_tellings()
    assert asked == [("listings.tell_followers", {"telling_id": telling.pk})]
    services.tell_followers(telling_id=telling.pk)
    assert len(hearers()) == 3
    asked.clear()
    sweep_tellings()
    assert asked == []


def test_without_followers_nothing_is_owed():
    listing = ListingFactory()
    suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    assert Telling.objects.count() == 0


def test_whoever_follows_after_the_act_does_not_hear_of_it(telling):
    late = UserFactory()
    follow_listing(listing=telling.listing, by=Actor(late))
    tell_all()
    assert late.pk not in hearers()
    assert len(hearers()) == 5


@pytest.mark.rule("R8-03")
def test_of_what_was_taken_down_meanwhile_nobody_hears(telling):
    taken_down(telling.listing.achievement, make_head())
    services.tell_followers(telling_id=telling.pk)
    tell_all()
    assert Notice._base_manager.filter(kind=KIND).count() == 0
