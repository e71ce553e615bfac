import csv
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import chinese_calendar
import pytest
from django.core.management import call_command

from tests.factories.codelists import CalendarDayFactory, CodeFactory
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.loader import DATA, file_codes, file_rules, load_codelists, read_rows
from tte.codelists.models import CalendarDay, Code, ListHead, Rule

DOCS = Path(__file__).resolve().parents[3] / "docs"
EVERYTHING = {
    "lists": len(CodeList),
    "codes": len(list(file_codes())),
    "rule_sets": 3,
    "rules": len(list(file_rules())),
    "working_days": 730,
}
NOTHING = dict.fromkeys(EVERYTHING, 0)


@pytest.fixture
def loaded(bare):
    """The long list of divisions too."""
    load_codelists()


def test_loading_twice_inserts_once(bare):
    assert load_codelists() == EVERYTHING
    assert load_codelists() == NOTHING


def test_the_command_prints_what_it_inserted(bare):
    out = StringIO()
    call_command("load_codelists", stdout=out)
    assert out.getvalue().splitlines() == [f"{table}: {count} inserted" for table, count in EVERYTHING.items()]


def test_loading_keeps_what_an_administrator_changed(loaded):
    Code.objects.filter(list="region", code="1100").update(name_en="Capital", valid_from=date(2001, 1, 1))
    Rule.objects.filter(rule_set="R2026", key="deposit.share").update(value=12)
    assert load_codelists() == NOTHING
    region = Code.objects.get(list="region", code="1100")
    assert (region.name_en, region.valid_from) == ("Capital", date(2001, 1, 1))
    assert Rule.objects.get(rule_set="R2026", key="deposit.share").value == 12


def test_loading_inserts_what_is_missing(loaded):
    Code.objects.filter(list="region", code="1100").delete()
    CalendarDay.objects.filter(day=date(2026, 10, 1)).delete()
    assert load_codelists() == NOTHING | {"codes": 1, "working_days": 1}


def test_an_official_day_replaces_a_provisional_one(bare):
    CalendarDayFactory(day=date(2026, 10, 1), working=True, official=False)
    load_codelists()
    day = CalendarDay.objects.get(day=date(2026, 10, 1))
    assert (day.working, day.official, day.note) == (False, True, "national_day")


def test_a_code_that_ended_leaves_room_for_its_successor(bare):
    CodeFactory(list="currency", code="CNY", valid_to=date(1999, 12, 31), valid_from=date(1990, 1, 1))
    assert load_codelists()["codes"] == EVERYTHING["codes"]


def test_every_file_is_a_known_list():
    assert {path.stem for path in (DATA / "codes").iterdir()} == set(CodeList)


def test_no_two_rows_of_a_key_share_a_day():
    rows = [("code", row.list, row.code, row.valid_from, row.valid_to) for row in file_codes()]
    rows += [("rule", row.rule_set_id, row.key, row.scope, row.valid_from, row.valid_to) for row in file_rules()]
    spans: dict[tuple, list] = {}
    for *key, first, last in rows:
        spans.setdefault(tuple(key), []).append((first, last or date.max))
    overlapping = [
        key
        for key, found in spans.items()
        if any(a != b and a[0] <= b[1] and b[0] <= a[1] for a in found for b in found) or len(set(found)) < len(found)
    ]
    assert overlapping == []


def test_every_parent_exists():
    codes = {(row.list, row.code) for row in file_codes()}
    assert {(row.list, row.parent_code) for row in file_codes() if row.parent_code} - codes == set()


def test_every_row_has_its_names_a_mark_and_a_source():
    for row in [*file_codes(), *file_rules()]:
        row.clean_fields(exclude=["rule_set", "predecessor", "scope", "valid_to"])
    heads = [
        (row["source_zh"], row["source_en"], row["licence_zh"], row["licence_en"])
        for row in read_rows("code_lists.csv")
    ]
    assert all(all(head) for head in heads)
    assert {(row.list, row.code) for row in file_codes() if not (row.source_zh and row.source_en)} == set()
    assert {row.list for row in file_codes() if not (row.name_zh and row.name_en)} == {"division"}


def test_every_list_says_where_it_comes_from_and_on_what_terms():
    heads = [ListHead(**row) for row in read_rows("code_lists.csv")]
    for head in heads:
        head.clean_fields()
    assert [head.code for head in heads] == list(CodeList)


def test_the_table_of_lists_is_that_of_the_files():
    counts = Counter(row.list for row in file_codes())
    lines = [
        f"| `{row['code']}` | {row['name_en']} | {counts[row['code']]:,} | {row['mark']} | {row['source_en']} |"
        f" {row['licence_en']} |"
        for row in read_rows("code_lists.csv")
    ]
    assert "\n".join(lines) in (DATA / "README.md").read_text(encoding="utf-8")


@pytest.mark.rule("R0-01")
@pytest.mark.parametrize("rule_set", ["R2000", "R2026", "DEMO"])
def test_every_rule_set_holds_every_key(rule_set):
    assert {row.key for row in file_rules() if row.rule_set_id == rule_set and not row.scope} == set(RuleKey)


def test_every_rule_names_an_id_of_the_rulebook():
    with (DOCS / "rules.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    assert {row.rule_id for row in file_rules()} - known == set()


def test_demonstration_periods_are_seconds_and_minutes_only():
    demo = [row for row in file_rules() if row.rule_set_id == "DEMO"]
    assert {row.unit for row in demo} == {"seconds", "minutes", "yuan", "percent", "count", "years"}


@pytest.mark.rule("R2-10", "R2-20", "R2-34", "R4-02", "R4-42", "N1", "N9")
@pytest.mark.parametrize(
    ("name", "tops", "all_of_them"),
    [
        ("contract_type", 5, 25),
        ("licence_mode", 4, 4),
        ("technology_field", 11, 25),
        ("party_type", 8, 48),
        ("region", 33, 46),
        ("amount_bracket", 8, 8),
        ("payment_method", 4, 4),
        ("conversion_way", 6, 6),
        ("maturity_trl", 9, 9),
        ("achievement_kind", 3, 3),
        ("refusal_reason", 9, 9),
        ("objective_gbt24450", 13, 13),
        ("objective_old", 13, 13),
    ],
)
def test_lists_have_the_length_of_the_rulebook(name, tops, all_of_them):
    rows = list(read_rows(f"codes/{name}.csv"))
    assert (sum(not row["parent_code"] for row in rows), len(rows)) == (tops, all_of_them)


@pytest.mark.rule("R3-32")
@pytest.mark.parametrize("year", [2025, 2026])
def test_the_committed_working_days_are_those_of_the_official_list(year):
    table = {date.fromisoformat(row["day"]): row["working"] == "true" for row in read_rows("working_days.csv")}
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day: table[day] for day in days} == {day: chinese_calendar.is_workday(day) for day in days}
