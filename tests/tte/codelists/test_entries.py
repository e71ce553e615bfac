"""Entries added, corrected, ended, succeeded, moved: what happens, what is refused, what the trail keeps."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.codelists import CodeFactory, ListHeadFactory
from tte.accounts.enums import Role
from tte.codelists.models import Code
from tte.codelists.presenting import acts_on_entries, acts_on_list
from tte.codelists.selectors import codes, forget, label
from tte.codelists.selectors.lists import level, spans
from tte.codelists.services.entries import (
    EntryRefused,
    add_entry,
    correct_entry,
    end_entry,
    move_entry,
    succeed_entry,
)
from tte.codelists.services.lists import ListRefused, begin_list, correct_list
from tte.codelists.uses import uses_of
from tte.trail.models import Event

DAY = date(2026, 7, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def admin():
    return make_actor(role=Role.ADMINISTRATOR)


@pytest.fixture
def head(bare):
    return ListHeadFactory()


@pytest.fixture
def tree(head):
    """A, with A1 and A2 below it, and B."""
    made = {}
    for number, code in enumerate(["A", "A1", "A2", "B"], start=1):
        parent = "A" if len(code) == 2 else ""
        made[code] = CodeFactory(code=code, parent_code=parent, position=number * 10)
    return made


def in_order() -> list[str]:
    return [row.entry.code for row in level("test_list", DAY).rows]


def facts(**changes) -> dict:
    given = {
        "code": "C",
        "name_zh": "丙",
        "name_en": "Third",
        "valid_from": DAY,
        "mark": "design",
        "source_zh": "",
        "source_en": "Notice 7",
    }
    return given | changes


def test_an_added_entry_stands_last_and_is_noted(tree, head, admin, django_capture_on_commit_callbacks):
    assert [entry.code for entry in codes("test_list", DAY)] == ["A", "A1", "A2", "B"]
    with django_capture_on_commit_callbacks(execute=True):
        entry = add_entry(head=head, by=admin, **facts())
    assert [entry.code for entry in codes("test_list", DAY)] == ["A", "A1", "A2", "B", "C"]
    [act] = acts_on_entries([entry])
    assert (act.words, act.who, act.code) == ("Entry added", admin.user.name, "C")
    assert [(change.label, change.after) for change in act.changes] == [
        ("Code", "C"),
        ("Name in Chinese", "丙"),
        ("Name in English", "Third"),
        ("Source in English", "Notice 7"),
        ("First day", "2026-07-01"),
    ]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"code": "A"}, "code", "A is taken by “代码 A” from 2000-01-01; end that first"),
        ({"code": "ä"}, "code", "A code has up to 20 letters"),
        ({"name_zh": "", "name_en": ""}, "name_zh", "Give a name in at least one language"),
        ({"parent_code": "Q"}, "parent_code", "Q is not valid in this list from the first to the last day"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_written(tree, head, admin, given, field, sentence):
    with pytest.raises(EntryRefused, match=sentence) as refused:
        add_entry(head=head, by=admin, **facts(**given))
    assert refused.value.field == field
    assert (Code.objects.count(), Event.objects.count()) == (4, 0)


def test_a_corrected_entry_keeps_its_days_and_the_trail_what_it_was(tree, admin):
    words = {"name_zh": "乙", "name_en": "Code B", "parent_code": "", "source_zh": "测试", "source_en": "Test"}
    entry = correct_entry(entry=tree["B"], reason="A slip", by=admin, **words)
    [act] = acts_on_entries([entry])
    assert [(change.label, change.before, change.after) for change in act.changes] == [
        ("Name in Chinese", "代码 B", "乙")
    ]
    assert act.reason == "A slip"
    with pytest.raises(EntryRefused, match="Nothing has changed"):
        correct_entry(entry=entry, reason="Again", by=admin, **words)


@pytest.mark.parametrize(("code", "parent"), [("A", "A1"), ("A", "A")])
def test_an_entry_cannot_hang_on_itself(tree, admin, code, parent):
    words = {"name_zh": "甲", "name_en": "", "parent_code": parent, "source_zh": "", "source_en": "Test"}
    with pytest.raises(EntryRefused, match="Its parent cannot be the entry itself"):
        correct_entry(entry=tree[code], reason="Wrong", by=admin, **words)


def test_an_ended_entry_cannot_be_chosen_but_keeps_its_name(tree, admin):
    end_entry(entry=tree["B"], last_day=DAY, reason="Abolished", by=admin)
    forget()
    assert [entry.code for entry in codes("test_list", DAY + timedelta(days=1))] == ["A", "A1", "A2"]
    assert label("test_list", "B", "en") == "Code B"
    [act] = acts_on_entries([tree["B"]])
    assert [(change.label, change.before, change.after) for change in act.changes] == [("Last day", "", "2026-07-01")]


@pytest.mark.parametrize(
    ("code", "day", "sentence"),
    [
        ("B", date(1999, 12, 31), "It began on 2000-01-01; it cannot end before that"),
        ("A", DAY, "2 entries below it go on after that day; end them or give them another parent first"),
    ],
)
def test_an_end_that_leaves_something_behind_is_refused(tree, admin, code, day, sentence):
    with pytest.raises(EntryRefused, match=sentence):
        end_entry(entry=tree[code], last_day=day, reason="Abolished", by=admin)
    tree[code].refresh_from_db()
    assert tree[code].valid_to is None


def test_nothing_new_is_hung_on_what_has_an_end(tree, head, admin):
    end_entry(entry=tree["B"], last_day=DAY, reason="Abolished", by=admin)
    with pytest.raises(EntryRefused, match="B is not valid in this list"):
        add_entry(head=head, by=admin, **facts(parent_code="B"))


def test_an_entry_ends_once_and_may_end_earlier(tree, admin):
    end_entry(entry=tree["B"], last_day=DAY, reason="Abolished", by=admin)
    with pytest.raises(EntryRefused, match="It has an end already: 2026-07-01"):
        end_entry(entry=tree["B"], last_day=DAY + timedelta(days=9), reason="Longer", by=admin)
    assert end_entry(entry=tree["B"], last_day=date(2026, 6, 30), reason="Earlier", by=admin).valid_to.day == 30


def test_a_successor_takes_the_place_and_both_know_each_other(tree, admin):
    successor = succeed_entry(
        entry=tree["A2"],
        code="A9",
        name_zh="甲九",
        name_en="",
        begins_on=DAY,
        source_zh="",
        source_en="Order 9",
        reason="Merged",
        by=admin,
    )
    assert in_order() == ["A", "A1", "A9", "B"]
    [old] = spans("test_list", "A2")
    assert (old.valid_to, [each.code for each in old.successors.all()]) == (date(2026, 6, 30), ["A9"])
    assert (successor.predecessor, successor.parent_code) == (old, "A")
    assert [act.words for act in acts_on_entries([old, successor])] == ["Successor begun", "Entry ended"]


@pytest.mark.rule("R4-41")
def test_the_same_code_goes_on_with_another_name_and_what_hangs_on_it_stays(tree, admin):
    words = {
        "name_zh": "新甲",
        "name_en": "New A",
        "begins_on": DAY,
        "source_zh": "",
        "source_en": "Order 9",
        "reason": "Renamed",
    }
    succeed_entry(entry=tree["A"], code="A", by=admin, **words)
    assert [(entry.name_zh, entry.valid_from) for entry in spans("test_list", "A")] == [
        ("新甲", DAY),
        ("代码 A", date(2000, 1, 1)),
    ]
    assert in_order() == ["A", "A1", "A2", "B"]
    with pytest.raises(EntryRefused, match="2 entries below it go on"):
        succeed_entry(entry=spans("test_list", "A")[0], code="D", by=admin, **words | {"begins_on": date(2027, 1, 1)})


def test_a_successor_on_a_code_that_stands_is_refused_and_the_old_one_goes_on(tree, admin):
    words = {
        "name_zh": "乙",
        "name_en": "",
        "begins_on": DAY,
        "source_zh": "",
        "source_en": "Order 9",
        "reason": "Merged",
    }
    with pytest.raises(EntryRefused, match="B is taken by"):
        succeed_entry(entry=tree["A2"], code="B", by=admin, **words)
    tree["A2"].refresh_from_db()
    assert (tree["A2"].valid_to, Event.objects.count()) == (None, 0)


def test_an_entry_moves_with_what_hangs_on_it(tree, admin):
    move_entry(entry=tree["A"], direction="down", by=admin)
    assert in_order() == ["B", "A", "A1", "A2"]
    move_entry(entry=tree["A2"], direction="up", by=admin)
    assert in_order() == ["B", "A", "A2", "A1"]
    forget()
    assert [entry.code for entry in codes("test_list", DAY)] == ["B", "A", "A2", "A1"]
    with pytest.raises(EntryRefused, match="no neighbour"):
        move_entry(entry=tree["B"], direction="up", by=admin)


def test_a_list_is_begun_once_and_corrected_with_its_trail(bare, admin):
    words = {
        "name_zh": "行业",
        "name_en": "Industries",
        "mark": "sourced",
        "source_zh": "",
        "source_en": "GB/T 4754",
        "licence_zh": "",
        "licence_en": "none stated",
    }
    head = begin_list(code="industry", by=admin, **words)
    for code, sentence in (("industry", "already exists"), ("New", "small letters"), ("new", "small letters")):
        with pytest.raises(ListRefused, match=sentence):
            begin_list(code=code, by=admin, **words)
    correct_list(head=head, by=admin, **words | {"licence_zh": "", "licence_en": "by permission"})
    assert [(act.words, len(act.changes)) for act in acts_on_list(head)] == [("List corrected", 1), ("List begun", 5)]
    with pytest.raises(ListRefused, match="Nothing has changed"):
        correct_list(head=head, by=admin, **words | {"licence_zh": "", "licence_en": "by permission"})


def test_where_a_code_is_used_is_counted_by_what_it_is_used_for(bare):
    OrganisationFactory.create_batch(2, region_code="4300")
    OrganisationFactory(region_code="1100")
    assert [(str(words), count) for words, count in uses_of("region", "4300")] == [("Organisations", 2)]
    assert list(uses_of("maturity_trl", "no number")) == []
