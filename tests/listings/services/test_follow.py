from datetime import timedelta

import pytest

from listings.models import Follow, Listing
from listings.services.ending import terminate_listing, withdraw_listing
from listings.services.follow import follow_listing, unfollow_listing
from listings.services.listing import end_notice
from listings.services.relisting import relist
from listings.services.suspension import resume_listing, suspend_listing
from listings.services.terms import change_terms
from tests.factories.accounts import UserFactory
from tests.factories.bidding import auditor_of
from tests.factories.files import StoredFileFactory
from tests.factories.listings import ListingFactory, make_notice_due, make_officer
from tests.factories.notice import relisting_words
from tests.factories.question import FollowFactory, answered_question, asked_question, tell_all
from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return ListingFactory()


@pytest.fixture
def person(listing):
    return FollowFactory(listing=listing).person


def told(person) -> list[str]:
    """What the person was told, oldest first: the kind, and of an announcement what it was."""
    tell_all()
    rows = Notice.objects.filter(person=person).order_by("pk")
    return [row.context.get("what", {}).get("en", row.kind.partition(".")[2]).partition(":")[0] for row in rows]


def test_following_twice_is_following_once(listing):
    by = Actor(UserFactory())
    assert follow_listing(listing=listing, by=by) == follow_listing(listing=listing, by=by)
    assert Follow.objects.count() == 1
    assert [unfollow_listing(listing=listing, by=by) for _twice in range(2)] == [1, 0]


def test_followers_hear_of_suspension_and_resumption_and_nobody_else(listing, person):
    stranger, gone = UserFactory(), FollowFactory(listing=listing).person
    unfollow_listing(listing=listing, by=Actor(gone))
    auditor = auditor_of(listing)
    suspend_listing(listing=listing, reason_code="G2", text="", by=auditor)
    resume_listing(listing=listing, text="", by=auditor)
    assert told(person) == ["Suspended", "Resumed"]
    assert told(stranger) == told(gone) == []


@pytest.mark.rule("R3-42")
def test_followers_hear_of_changed_terms_and_of_the_end(listing, person):
    auditor = auditor_of(listing)
    change_terms(listing=listing, price=listing.price + 100_000, text="x", evidence=StoredFileFactory(), by=auditor)
    terminate_listing(listing=listing, reason_code="Z1", text="x", by=auditor)
    assert told(person) == ["Terms changed, notice begun again", "Terminated"]


def test_followers_hear_of_a_withdrawal(listing, person):
    withdraw_listing(listing=listing, reason_code="W1", text="x", by=make_officer(listing.holder))
    assert told(person) == ["Withdrawn by the seller"]


@pytest.mark.rule("R3-24")
def test_followers_hear_of_an_extension(listing, person):
    Listing.objects.filter(pk=listing.pk).update(extension_length=5, extensions_allowed=1)
    end_notice(listing=make_notice_due(listing))
    assert told(person) == ["Notice extended"]


@pytest.mark.rule("R3-44")
def test_followers_go_along_to_the_listing_that_follows(listing, person):
    auditor = auditor_of(listing)
    withdraw_listing(listing=listing, reason_code="W1", text="x", by=make_officer(listing.holder))
    listing.refresh_from_db()
    made = relist(listing=listing, **relisting_words(listing, listing.price), by=auditor)
    assert told(person) == ["Withdrawn by the seller", "Listed again"]
    assert set(Follow.objects.values_list("listing", "person")) == {(listing.pk, person.pk), (made.pk, person.pk)}


def test_an_answer_before_everybody_is_told_to_all_followers_a_private_one_to_none(listing, person):
    answered_question(listing, audience="private")
    assert told(person) == []
    question = answered_question(listing)
    tell_all()
    [notice] = Notice.objects.filter(person=person)
    assert (notice.kind, notice.url) == ("listings.followed_answered", f"/listings/{listing.code}/#q{question.pk}")


def test_whoever_is_told_in_another_way_is_not_told_twice(listing):
    officer = make_officer(listing.holder)
    for who in (officer.user,):
        FollowFactory(listing=listing, person=who)
    suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    assert list(Notice.objects.filter(person=officer.user).values_list("kind", flat=True)) == ["listings.announced"]
    question = asked_question(listing)
    FollowFactory(listing=listing, person=question.asked_by)
    assert Follow.objects.filter(followed_at__gt=now() - timedelta(minutes=5)).count() == 2
