import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from tests.factories.accounts import UserFactory, make_actor
from tests.factories.notices import NoticeFactory
from tests.together import at_once
from tte.accounts.enums import Role
from tte.accounts.models import Membership, User
from tte.common.clock import now
from tte.notices import digests
from tte.notices.delivery import deliver
from tte.notices.digests import due_digests, latest_cut, make_digest
from tte.notices.enums import MailChoice
from tte.notices.models import Delivery, Notice
from tte.notices.tasks import make_digests, sweep_digests

LONG_AGO = "2026-01-01T00:00:00Z"
WORDS = {"title": {"zh": "涂层", "en": "Coating"}, "author": "Li"}


def waiting_notice(person: User, mail: str = MailChoice.DAILY, **fields) -> Notice:
    return NoticeFactory(person=person, mail=mail, **{"owed_at": LONG_AGO} | fields)


@pytest.mark.parametrize(
    ("rhythm", "at", "moment", "period"),
    [
        # 08:00 in Shanghai is midnight UTC; 2026-11-26 is a Thursday
        ("daily", datetime(2026, 11, 25, 23, 59, tzinfo=UTC), datetime(2026, 11, 25, 0, tzinfo=UTC), "2026-11-25"),
        ("daily", datetime(2026, 11, 26, 0, 0, tzinfo=UTC), datetime(2026, 11, 26, 0, tzinfo=UTC), "2026-11-26"),
        ("weekly", datetime(2026, 11, 26, 5, 0, tzinfo=UTC), datetime(2026, 11, 23, 0, tzinfo=UTC), "2026-W48"),
        ("weekly", datetime(2026, 11, 22, 23, 59, tzinfo=UTC), datetime(2026, 11, 16, 0, tzinfo=UTC), "2026-W47"),
        ("weekly", datetime(2027, 1, 3, 5, 0, tzinfo=UTC), datetime(2026, 12, 28, 0, tzinfo=UTC), "2026-W53"),
    ],
)
def test_the_latest_cut_is_an_hour_of_the_official_zone(settings, rhythm, at, moment, period):
    settings.TTE_DIGEST_HOUR, settings.TTE_TIME_ZONE = 8, "Asia/Shanghai"
    cut = latest_cut(rhythm, at)
    assert (cut.moment, cut.period) == (moment, period)


@pytest.mark.django_db
def test_a_digest_holds_what_waits_and_is_made_once():
    person = UserFactory(language="en")
    waiting = [waiting_notice(person), waiting_notice(person, kind="listings.unit_review_asked", context=WORDS)]
    weekly = waiting_notice(person, MailChoice.WEEKLY)
    read, fresh = waiting_notice(person, read_at=now()), waiting_notice(person, owed_at=now() + timedelta(days=2))
    assert list(due_digests()) == [person.pk]
    digest = make_digest(person_id=person.pk, rhythm="daily")
    assert make_digest(person_id=person.pk, rhythm="daily") is None
    assert list(digest.digested.order_by("pk")) == waiting
    assert list(due_digests()) == [person.pk]
    assert list(make_digest(person_id=person.pk, rhythm="weekly").digested.all()) == [weekly]
    assert list(due_digests()) == []
    assert Notice.objects.filter(pk__in=[read.pk, fresh.pk], digest=None).count() == 2


@pytest.mark.django_db
def test_a_digest_is_mailed_by_kind_with_what_asks_for_an_act_first():
    person = UserFactory(language="en")
    waiting_notice(person)
    asked = waiting_notice(person, kind="listings.unit_review_asked", context=WORDS)
    digest = make_digest(person_id=person.pk, rhythm="daily")
    deliver(delivery_id=digest.pk)
    (letter,) = mail.outbox
    assert letter.subject == "Daily digest: 2 notices"
    lines = [line for line in letter.body.splitlines() if " · " in line]
    assert lines == [
        "Achievements and listings · Unit review asked (asks for an act)",
        "Organisations and roles · Organisation admitted",
    ]
    assert f"/inbox/{asked.pk}/" in letter.body
    assert f"/inbox/{asked.pk}/" in letter.alternatives[0].content
    assert "List-Unsubscribe" in letter.extra_headers


@pytest.mark.django_db
def test_nothing_is_made_of_nothing():
    person = UserFactory()
    waiting_notice(person, read_at=now())
    assert list(due_digests()) == []
    assert make_digest(person_id=person.pk, rhythm="daily") is None
    assert Delivery.objects.count() == 0


@pytest.mark.django_db
def test_what_comes_after_a_digest_waits_for_the_next_one(monkeypatch):
    person = UserFactory()
    waiting_notice(person)
    first = make_digest(person_id=person.pk, rhythm="daily")
    late = waiting_notice(person)
    assert list(due_digests()) == []
    Delivery.objects.filter(pk=first.pk).update(period="2026-01-02")  # a day has gone by
    assert list(due_digests()) == [person.pk]
    assert list(make_digest(person_id=person.pk, rhythm="daily").digested.all()) == [late]


@pytest.mark.django_db
def test_the_sweep_finds_the_digests_that_are_due(django_capture_on_commit_callbacks):
    waiting_notice(UserFactory())
    weekly = waiting_notice(UserFactory(), MailChoice.WEEKLY)
    waiting_notice(UserFactory(), MailChoice.AT_ONCE)
    with django_capture_on_commit_callbacks() as bells:
        sweep_digests()
    assert len(bells) == 2
    make_digests(person_id=weekly.person_id)
    assert Delivery.objects.get().period == latest_cut("weekly", now()).period


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_two_workers_make_two(monkeypatch):
    """The control: looking first, without get_or_create on the constraint, in periods of their own."""
    person, names = UserFactory(), iter(["one", "two"])
    waiting_notice(person)
    cut = latest_cut("daily", now())
    monkeypatch.setattr(digests, "latest_cut", lambda rhythm, at: digests.Cut(cut.moment, next(names)))
    looked, make = threading.Barrier(2), Delivery.objects.get_or_create
    monkeypatch.setattr(Delivery.objects, "get_or_create", lambda **given: looked.wait(20) is None or make(**given))
    at_once(*[lambda: make_digest(person_id=person.pk, rhythm="daily")] * 2)
    assert Delivery.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_makes_the_digest():
    person = UserFactory()
    waiting_notice(person)
    made = at_once(*[lambda: make_digest(person_id=person.pk, rhythm="daily")] * 4)
    assert len([digest for digest in made if digest]) == 1
    assert Delivery.objects.count() == 1


@pytest.mark.django_db
def test_a_digest_leaves_out_what_was_told_to_a_member_who_has_left():
    officer = make_actor(role=Role.OFFICER)
    person = officer.user
    own, as_member = waiting_notice(person), waiting_notice(person, membership=officer.membership)
    digest = make_digest(person_id=person.pk, rhythm="daily")
    assert list(digest.digested.order_by("pk")) == [own, as_member]
    weekly = waiting_notice(person, MailChoice.WEEKLY, membership=officer.membership)
    Membership.objects.filter(pk=officer.membership.pk).update(ended_at=now(), ended_by=person)

    deliver(delivery_id=digest.pk)

    assert len(mail.outbox) == 1
    assert "1 条通知" in mail.outbox[0].subject
    assert list(due_digests()) == []
    assert make_digest(person_id=person.pk, rhythm="weekly") is None
    assert Notice.objects.get(pk=weekly.pk).digest is None


@pytest.mark.django_db
def test_a_digest_that_tells_only_of_what_was_told_to_a_member_who_has_left_is_not_sent():
    officer = make_actor(role=Role.OFFICER)
    waiting_notice(officer.user, membership=officer.membership)
    digest = make_digest(person_id=officer.user.pk, rhythm="daily")
    Membership.objects.filter(pk=officer.membership.pk).update(ended_at=now(), ended_by=officer.user)

    deliver(delivery_id=digest.pk)

    digest = Delivery.objects.get()
    assert (mail.outbox, digest.state, digest.fault) == ([], "withheld", "left")
