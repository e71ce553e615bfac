from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.notices import NoticeFactory
from tte.accounts.actor import Actor
from tte.notices.kinds import AREAS, KINDS, NoticeArea, NoticeKind, areas, kinds_of
from tte.notices.models import Delivery, Notice, Preference
from tte.notices.selectors import inbox, unread_count
from tte.notices.services import mark_all_read, mark_read, notify
from tte.notices.wording import wording

pytestmark = pytest.mark.django_db

TESTS = NoticeArea("tests", "Tests", 99)
SOLD = NoticeKind("tests.sold", TESTS, "Sold", _("Mail"), ("%(organisation)s: %(price)s, %(on)s, %(count)s",))


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    monkeypatch.setitem(KINDS, SOLD.code, SOLD)


def test_notify_owes_each_person_one_row_however_often_it_is_called():
    first, second, subject = UserFactory(), UserFactory(), OrganisationFactory()
    made = [
        notify(SOLD, [first, second, first], subject=subject, url="/a/"),
        notify(SOLD, [first, second], subject=subject, url="/a/"),
        notify(SOLD, [first], subject=subject, url="/a/", key="again"),
    ]
    assert made == [2, 0, 1]
    assert Notice.objects.count() == 3
    assert sorted(Notice.objects.filter(person=first).values_list("key", flat=True)) == [
        f"accounts.organisation:{subject.pk}",
        f"accounts.organisation:{subject.pk}:again",
    ]


@pytest.mark.parametrize("count", [1, 60])
def test_many_are_told_by_a_fixed_number_of_statements(count, django_assert_num_queries):
    """A listing may have thousands of followers, and its lock is held meanwhile."""
    people, subject, late = UserFactory.create_batch(count), OrganisationFactory(), UserFactory()
    Preference.objects.create(person=late, kind=SOLD.code, mail="daily")

    with django_assert_num_queries(7):
        assert notify(SOLD, people, subject=subject, url="/a/") == count
    assert notify(SOLD, [*people, late], subject=subject, url="/a/") == 1
    assert Delivery.objects.count() == count
    assert not Delivery.objects.filter(person=late).exists()


def test_values_are_said_in_the_language_of_the_reader():
    subject = OrganisationFactory(name_zh="江洲大学", name_en="Jiangzhou University")
    values = {"organisation": subject, "price": Decimal("3200000"), "on": date(2026, 11, 20), "count": 3}
    notify(SOLD, [UserFactory()], subject=subject, url="/a/", **values)
    notice = Notice.objects.get()
    assert wording(notice, "zh-hans").sentences == ["江洲大学: ¥3,200,000（320 万元）, 2026 年 11 月 20 日, 3"]
    assert wording(notice, "en").sentences == ["Jiangzhou University: ¥3,200,000, 20 November 2026, 3"]


def test_a_value_that_cannot_be_kept_is_a_mistake_found_at_once():
    with pytest.raises(TypeError):
        notify(SOLD, [UserFactory()], subject=OrganisationFactory(), url="/a/", who=UserFactory())


def test_reading_is_the_readers_alone():
    notice, other = NoticeFactory(), NoticeFactory()
    mark_read(notice=other, by=Actor(notice.person))
    assert (unread_count(notice.person), unread_count(other.person)) == (1, 1)
    mark_read(notice=notice, by=Actor(notice.person))
    assert (unread_count(notice.person), unread_count(other.person)) == (0, 1)


def test_mark_all_read_leaves_other_people_alone():
    notice = NoticeFactory()
    NoticeFactory(person=notice.person)
    other = NoticeFactory()
    assert mark_all_read(by=Actor(notice.person)) == 2
    assert unread_count(other.person) == 1


def test_inbox_is_narrowed_by_kind_and_to_what_is_unread():
    first = NoticeFactory()
    second = NoticeFactory(person=first.person, kind="longwork.done", context={"title": "x"})
    mark_read(notice=first, by=Actor(first.person))
    assert list(inbox(first.person)) == [second, first]
    assert list(inbox(first.person, unread=True)) == [second]
    assert list(inbox(first.person, kinds=["institutions.organisation_admitted"])) == [first]
    assert list(inbox(first.person, kinds=["longwork.done"], unread=True)) == [second]


def test_kinds_belong_to_areas():
    assert [kind.code for kind in kinds_of(AREAS["work"])] == ["longwork.done", "longwork.failed"]
    assert [area.code for area in areas()] == [
        "supply",
        "trade",
        "registration",
        "membership",
        "cases",
        "rooms",
        "questions",
        "takedowns",
        "work",
        "programs",
    ]


def test_inbox_is_sorted_by_when_it_was_told_also_across_its_pages(client, monkeypatch):
    """Newest first, however the rows came to be; told at the same moment, the later row first."""
    monkeypatch.setattr("tte.common.paging.SIZE", 2)
    person = UserFactory()
    rows = [
        NoticeFactory(person=person, owed_at=datetime(2026, 11, 20, tzinfo=UTC) - timedelta(days=days))
        for days in (5, 1, 9, 1, 3)
    ]
    client.force_login(person)
    found, address = [], reverse("notices:inbox")
    while address:
        page = client.get(address).context["page"]
        found += [notice.pk for notice in page.rows]
        address = f"{reverse('notices:inbox')}{page.following}" if page.following else ""
    assert found == [rows[each].pk for each in (3, 1, 4, 0, 2)]
