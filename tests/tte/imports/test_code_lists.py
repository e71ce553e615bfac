"""Code lists brought in by a file: what enters, what is refused, what the list and its trail say afterwards."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from tests.factories.accounts import make_actor
from tests.factories.codelists import CodeFactory, ListHeadFactory
from tests.factories.imports import make_batch_of
from tests.tte.imports.kinds import break_off
from tte.accounts.enums import Role
from tte.codelists.models import Code, ListHead
from tte.codelists.presenting import acts_on_list
from tte.codelists.selectors.stock import stock
from tte.imports import code_lists
from tte.imports.code_lists import CodeListOptions
from tte.imports.enums import BatchState, Mode
from tte.imports.kinds import KINDS, kinds_for
from tte.imports.models import Batch
from tte.imports.running import StockChanged, check_now, enter_now
from tte.imports.services.batch import map_columns
from tte.imports.sheets import sample_rows

FILES = Path(os.environ.get("TTE_REAL_DATA", settings.ROOT.parent / "shared" / "data")) / "codelists"
OPTIONS = {
    "list_code": "industry",
    "name_zh": "国民经济行业",
    "name_en": "Industries",
    "source_en": "GB/T 4754-2017",
    "licence_en": "none stated",
    "mark": "sourced",
    "begins_on": "2017-10-01",
}
# The child stands before its parent; the parent of X1 is refused, so X1 and what hangs on it stay out with it.
PLANTED = """code,name,parent_code,valid_from,valid_to
A01,农业,A,,
A,农、林、牧、渔业,,,
B,Mining,,2020-01-01,2024-12-31
A?2,坏代码,A,,
C,,,,
D,制造业,Z9,,
E,建筑业,E,,
F,批发业,,2017-13-01,
G,运输业,,2024-01-01,2023-01-01
A01,农业二,A,,
X,,,,
X1,其一,X,,
X11,其一一,X1,,
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(bare):
    return make_actor(role=Role.ADMINISTRATOR)


def checked(content, by, **options) -> Batch:
    return check_now(batch=make_batch_of(content, by=by, kind="code_list", options=OPTIONS | options), by=by)


def entered() -> list[tuple]:
    rows = Code.objects.filter(list="industry").order_by("position")
    return list(rows.values_list("code", "parent_code", "name_zh", "name_en"))


def test_a_new_list_comes_in_with_its_source_and_licence(admin):
    batch = enter_now(batch=checked(PLANTED, admin), mode=Mode.GOOD, by=admin)
    assert entered() == [
        ("A01", "A", "农业", ""),
        ("A", "", "农、林、牧、渔业", ""),
        ("B", "", "", "Mining"),
    ]
    faults = batch.faults.order_by("line", "pk").values_list("line", "field", "reason")
    assert list(faults) == [
        (5, "code", "A code has up to 20 letters, digits and the signs . _ / -"),
        (6, "name", "Give a name in at least one language"),
        (7, "parent", "Neither list nor file has this code"),
        (8, "parent", "An entry cannot be its own parent"),
        (9, "valid_from", "This is no date of the form 2026-03-31"),
        (10, "valid_to", "It would end before it begins"),
        (11, "", "The same is already in line %(line)s"),
        (12, "name", "Give a name in at least one language"),
        (13, "parent", "Neither list nor file has this code"),
        (14, "parent", "Neither list nor file has this code"),
    ]
    head = ListHead.objects.get(code="industry")
    assert (head.name_en, head.licence_en) == ("Industries", "none stated")
    assert set(Code.objects.values_list("source_en", "licence_en")) == {("GB/T 4754-2017", "none stated")}
    assert Code.objects.get(code="A").valid_from == date(2017, 10, 1)
    imported, begun = acts_on_list(head)
    assert (imported.changes[-1].after, len(begun.changes)) == ("codes.csv", 5)
    assert (batch.entered_count, batch.refused_count, batch.state) == (3, 10, BatchState.ENTERED)


def test_entries_join_a_list_that_stands_and_change_nothing_of_it(admin):
    ListHeadFactory(code="industry")
    CodeFactory(list="industry", code="A", name_zh="旧", position=70)
    CodeFactory(list="industry", code="B", name_zh="旧", position=80, valid_to=date(2016, 12, 31))
    batch = enter_now(batch=checked("code,name,parent\nA,新,\nB,新乙,\nA1,新一,A\n", admin), mode=Mode.GOOD, by=admin)
    assert [(code, zh) for code, _parent, zh, _en in entered()] == [
        ("A", "旧"),
        ("B", "旧"),
        ("B", "新乙"),
        ("A1", "新一"),
    ]
    assert [fault.reason for fault in batch.faults.all()] == ["This code is already in the list"]
    assert ListHead.objects.get().name_en == "Test list"


def test_what_came_in_meanwhile_keeps_all_out_where_all_were_asked(admin):
    batch = checked("code,name\nA,甲\nB,乙\n", admin)
    CodeFactory(list="industry", code="B")
    with pytest.raises(StockChanged):
        enter_now(batch=batch, mode=Mode.ALL, by=admin)
    assert [row[0] for row in entered()] == ["B"]


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_goes_on_and_doubles_nothing(admin, settings, monkeypatch):
    settings.TTE_IMPORT_CHUNK = 2
    batch = checked("code,name,parent\nA1,一,A\nA2,二,A\nA,甲,\nB,乙,\nC,丙,\n", admin)
    plain, calls = code_lists.copy_rows, []

    def breaks(*given):
        calls.append(given)
        plain(*given)
        if len(calls) == 2:
            break_off()

    monkeypatch.setattr(code_lists, "copy_rows", breaks)
    with pytest.raises(OperationalError):
        enter_now(batch=batch, mode=Mode.GOOD, by=admin)
    connections["default"].close()
    batch = Batch.objects.get(pk=batch.pk)
    assert ([row[0] for row in entered()], batch.entered_count, batch.state) == (["A1", "A2"], 2, BatchState.BEGUN)
    batch = enter_now(batch=batch, mode=Mode.GOOD, by=admin)
    assert [row[0] for row in entered()] == ["A1", "A2", "A", "B", "C"]
    assert (batch.entered_count, batch.refused_count, batch.state) == (5, 0, BatchState.ENTERED)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, set()),
        ({"list_code": "No"}, {"list_code"}),
        ({"name_en": ""}, {"name_en"}),
        ({"source_en": "", "licence_en": ""}, {"source_zh", "licence_zh"}),
        ({"begins_on": ""}, {"begins_on"}),
    ],
)
def test_the_questions_asked_with_a_file(bare, given, wrong):
    assert set(CodeListOptions(OPTIONS | given).errors) == wrong


def test_only_administrators_bring_lists_in(admin):
    assert KINDS["code_list"] in kinds_for(admin)
    assert KINDS["code_list"] not in kinds_for(make_actor(role=Role.AUDITOR))
    assert KINDS["code_list"] not in kinds_for(None)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sample_has_good_rows_and_the_planted_faults(admin, language):
    kind = KINDS["code_list"]
    rows = [[field.code for field in kind.fields], *sample_rows(kind, language)]
    batch = checked("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), admin)
    assert Counter(batch.faults.values_list("field", flat=True)) == {"code": 2, "parent": 1, "valid_from": 1, "": 1}


REAL = {
    "gbt4754_2017_industries.csv": ({}, {}, 1971),
    "ipc_sections_classes_subclasses_2023.csv": ({"list_code": "ipc"}, {"name_en": "title_en"}, 791),
    "cn_universities_moe_2017.csv": ({"list_code": "university"}, {"code": "moe_code"}, 2631),
    "iso3166_countries.csv": ({"list_code": "country_iso"}, {"code": "alpha2"}, 249),
    "nbs_townships_2023.csv.gz": ({"list_code": "township"}, {"parent": None}, 41352),
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name.endswith(".gz") else name for name in REAL]
)
def test_the_real_files_come_in(admin, name):
    path = FILES / name
    if not path.exists():
        pytest.skip(f"NOT RUN: {path} is not there; set TTE_REAL_DATA")
    options, named, expected = REAL[name]
    batch = make_batch_of(path.read_bytes(), by=admin, name=name, kind="code_list", options=OPTIONS | options)
    columns = dict(batch.columns)
    for field, heading in named.items():
        columns.pop(field, None)
        if heading:
            columns[field] = batch.shape["headings"].index(heading)
    batch = map_columns(batch=batch, columns=columns, by=admin)
    batch = enter_now(batch=check_now(batch=batch, by=admin), mode=Mode.GOOD, by=admin)
    assert (batch.entered_count, batch.row_count - batch.refused_count) == (expected, expected)
    assert (options.get("list_code", "industry") in stock().large) == (expected > 1000)
