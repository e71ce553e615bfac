"""Paging by key: whoever walks a list, forward or back, meets every row that was there exactly once."""

import pytest
from django.core import signing
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.accounts import MembershipFactory
from tests.factories.longwork import WorkFactory
from tests.tte.longwork.kinds import LETTERS
from tte.common.paging import NEWEST, SIZE, Order, page_of, part_of
from tte.longwork.models import Work

pytestmark = pytest.mark.django_db
ORDERS = [NEWEST, Order("pk", descending=False), Order("done"), Order("done", descending=False), Order("asked_at")]
WALKS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def membership():
    return MembershipFactory()


def add(membership, values):
    works = [
        Work(kind=LETTERS, title={}, asked_by=membership.user, membership=membership, done=value) for value in values
    ]
    return [work.pk for work in Work.objects.bulk_create(works)]


def steps():
    """As many as any walk here needs: a walk that does not end shows less than everything, or shows it again."""
    return range(200)


class Undo(Exception):
    """Takes back what one example wrote."""


@WALKS
@given(
    order=st.sampled_from(ORDERS),
    old=st.lists(st.integers(0, 3), min_size=1, max_size=12),
    new=st.lists(st.lists(st.integers(0, 3), max_size=3), min_size=30, max_size=30),
    size=st.integers(1, 4),
)
def test_a_walk_there_and_back_meets_every_old_row_once_though_others_come(membership, order, old, new, size):
    with pytest.raises(Undo), transaction.atomic():
        kept, coming = add(membership, old), iter(new)
        seen, part = [], part_of(Work.objects.all(), order, size=size)
        seen += [row.pk for row in part.rows]
        for _ in steps():
            if not part.after:
                break
            add(membership, next(coming, []))
            part = part_of(Work.objects.all(), order, part.after, size)
            seen += [row.pk for row in part.rows]
        assert sorted(pk for pk in seen if pk in kept) == kept

        seen = [row.pk for row in part.rows]
        for _ in steps():
            if not part.before:
                break
            add(membership, next(coming, []))
            part = part_of(Work.objects.all(), order, part.before, size)
            seen = [*(row.pk for row in part.rows), *seen]
        everything = list(order.of(Work.objects.all()).values_list("pk", flat=True))
        assert sorted(pk for pk in seen if pk in kept) == kept
        assert seen == [pk for pk in everything if pk in seen]
        raise Undo


@WALKS
@given(gone=st.sets(st.integers(0, 11), max_size=10), size=st.integers(1, 4))
def test_rows_that_go_take_no_other_row_with_them(membership, gone, size):
    with pytest.raises(Undo), transaction.atomic():
        keys = add(membership, [0] * 12)
        leaving = iter(sorted(gone))
        order, seen = Order("done"), set()
        part = part_of(Work.objects.all(), order, size=size)
        seen.update(row.pk for row in part.rows)
        for _ in steps():
            if not part.after:
                break
            Work.objects.filter(pk=keys[next(leaving, 0)]).delete()
            part = part_of(Work.objects.all(), order, part.after, size)
            seen.update(row.pk for row in part.rows)
        assert set(Work.objects.values_list("pk", flat=True)) - seen == set()
        raise Undo


def test_walking_back_from_the_end_turns_the_pages_as_they_came(membership):
    keys = add(membership, [7] * 7)[::-1]
    first = part_of(Work.objects.all(), Order("done"), size=3)
    second = part_of(Work.objects.all(), Order("done"), first.after, 3)
    third = part_of(Work.objects.all(), Order("done"), second.after, 3)
    again = part_of(Work.objects.all(), Order("done"), third.before, 3)
    start = part_of(Work.objects.all(), Order("done"), again.before, 3)

    pages = [[row.pk for row in part.rows] for part in (first, second, third, again, start)]
    assert pages == [keys[:3], keys[3:6], keys[6:], keys[3:6], keys[:3]]
    assert [part.place for part in (first, second, third, again, start)] == [0, 3, 6, 3, 0]
    assert (first.before, third.after, start.before) == ("", "", "")


def test_cursors_that_were_altered_or_made_for_another_order_open_the_first_page(membership):
    add(membership, range(5))
    good = part_of(Work.objects.all(), Order("done"), size=2).after
    forged = signing.dumps([0, "nonsense", 1, 0], salt="paging.longwork.work.done.True")

    for bad in ("x", good[:-1], good + "x", forged, signing.dumps([0, "3", 1, 0]), "%00", "a:b:c"):
        assert [row.done for row in part_of(Work.objects.all(), Order("done"), bad, 2).rows] == [4, 3]
    assert [row.done for row in part_of(Work.objects.all(), Order("done", False), good, 2).rows] == [0, 1]


def test_a_cursor_shows_nothing_that_the_list_does_not_hold(membership):
    theirs = WorkFactory(done=3)
    add(membership, [1, 2, 4, 5])
    token = part_of(Work.objects.all(), Order("done"), size=2).after

    mine = part_of(Work.objects.filter(membership=membership), Order("done"), token, 5)

    assert theirs.pk not in [row.pk for row in mine.rows]
    assert [row.done for row in mine.rows] == [2, 1]


def test_every_page_is_one_query_by_whole_rows_and_no_offset(membership):
    add(membership, [1] * 9)
    part = part_of(Work.objects.all(), Order("done"), size=3)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        part_of(Work.objects.all(), Order("done"), part.after, 3)
    assert len(asked) == 1
    assert "ROW(" in asked[0]["sql"]
    assert "OFFSET" not in asked[0]["sql"]


def test_the_addresses_of_a_page_keep_what_else_was_asked(rf, membership):
    add(membership, range(SIZE + 1))
    page = page_of(rf.get("/jobs/", {"state": "done"}), Work.objects.all())
    assert page.previous == ""
    assert page.following.startswith("?state=done&at=")
