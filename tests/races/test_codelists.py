"""Two administrators at one list: first the race with the lock taken away, then the services."""

import threading
from contextlib import suppress
from datetime import date

import pytest
from django.db import IntegrityError, OperationalError

from tests.factories.accounts import make_actor
from tests.factories.codelists import CodeFactory, ListHeadFactory
from tests.together import at_once
from tte.accounts.enums import Role
from tte.codelists.models import Code
from tte.codelists.services import entries
from tte.codelists.services.entries import EntryRefused, add_entry, end_entry

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 7, 1)
FACTS = {"name_zh": "子", "name_en": "", "valid_from": DAY, "mark": "design", "source_en": "Test"}


@pytest.fixture
def admins():
    return [make_actor(role=Role.ADMINISTRATOR) for _ in range(2)]


@pytest.fixture
def head():
    return ListHeadFactory()


@pytest.fixture
def unlocked(monkeypatch):
    """No head is held, and both have looked before either writes."""
    looked = threading.Barrier(2)

    def after(check):
        def waits(*given, **named):
            check(*given, **named)
            with suppress(threading.BrokenBarrierError):
                looked.wait(5)

        return waits

    monkeypatch.setattr(entries, "lock", lambda thing: thing)
    monkeypatch.setattr(entries, "_refuse_parent", after(entries._refuse_parent))
    monkeypatch.setattr(entries, "_refuse_orphans", after(entries._refuse_orphans))


def end_and_hang(head, admins) -> list:
    """One ends an entry while the other hangs a new one on it."""
    parent = CodeFactory(code="A")
    return at_once(
        lambda: end_entry(entry=parent, last_day=DAY, reason="Abolished", by=admins[0]).code,
        lambda: add_entry(head=head, code="A1", parent_code="A", by=admins[1], **FACTS).code,
    )


def test_without_the_lock_an_entry_is_hung_on_what_ends(unlocked, head, admins):
    assert end_and_hang(head, admins) == ["A", "A1"]
    assert Code.objects.get(code="A").valid_to == DAY


def test_an_entry_ends_or_gets_a_child_never_both(head, admins):
    results = end_and_hang(head, admins)
    assert sum(isinstance(result, EntryRefused) for result in results) == 1
    ended = Code.objects.filter(code="A", valid_to=DAY).exists()
    assert Code.objects.filter(code="A1").exists() == (not ended)


def add_twice(head, admins) -> list:
    return at_once(*[lambda by=by: add_entry(head=head, code="N", by=by, **FACTS).code for by in admins])


def test_without_the_lock_the_constraint_still_lets_one_in(unlocked, head, admins):
    """The other breaks the constraint, or waits for the first in a circle, and the database ends it."""
    results = add_twice(head, admins)
    assert sum(isinstance(result, str) for result in results) == 1
    assert sum(isinstance(result, IntegrityError | OperationalError) for result in results) == 1
    assert Code.objects.filter(code="N").count() == 1


def test_of_two_who_add_the_same_code_one_is_told_why_not(head, admins):
    results = add_twice(head, admins)
    assert sorted(type(result).__name__ for result in results) == [EntryRefused.__name__, "str"]
    assert Code.objects.filter(code="N").count() == 1
