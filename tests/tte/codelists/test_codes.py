from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.factories.codelists import CodeFactory, RuleFactory, RuleSetFactory
from tte.codelists.selectors import (
    choices,
    codes,
    forget,
    grouped_choices,
    is_code,
    label,
    lazy_choices,
    names,
    path,
    stock,
)


@pytest.fixture
def three(bare):
    CodeFactory(code="A", position=2, name_zh="甲", name_en="Alpha")
    CodeFactory(code="B", position=1, name_zh="乙", name_en="Beta", valid_to=date(2010, 12, 31))
    CodeFactory(code="A1", position=3, parent_code="A", name_zh="甲一", name_en="Alpha one")
    forget()


def test_codes_are_those_valid_on_the_day_in_order(three):
    assert [entry.code for entry in codes("test_list", date(2010, 12, 31))] == ["B", "A", "A1"]
    assert [entry.code for entry in codes("test_list", date(2011, 1, 1))] == ["A", "A1"]
    assert [entry.code for entry in codes("test_list", date(1999, 12, 31))] == []


def test_codes_below_a_parent(three):
    assert [entry.code for entry in codes("test_list", parent="A")] == ["A1"]
    assert [entry.code for entry in codes("test_list", parent="")] == ["A"]


def test_label_speaks_both_languages_and_knows_ended_codes(three):
    with translation.override("en"):
        assert label("test_list", "A") == "Alpha"
        assert label("test_list", "B") == "Beta"
        assert label("test_list", "A", "zh-hans") == "甲"
    assert label("test_list", "nowhere") == "nowhere"
    assert label("test_list", "") == ""


def test_names_are_what_a_notice_says_in_either_language(three):
    assert names("test_list", "A") == {"zh": "甲", "en": "Alpha"}
    assert names("test_list", "gone") == {"zh": "gone", "en": "gone"}


def test_label_takes_the_newest_name_that_has_begun(three):
    CodeFactory(code="B", name_en="Beta again", valid_from=date(2011, 1, 1), valid_to=date(2998, 12, 31))
    CodeFactory(code="B", name_en="Beta to come", valid_from=date(2999, 1, 1))
    forget()
    assert label("test_list", "B", "en") == "Beta again"


def test_path_names_the_way_down(three):
    assert path("test_list", "A1", "en") == ("Alpha", "Alpha one")


def test_choices_follow_the_language_of_the_reader(three):
    ask = lazy_choices("test_list", blank="—")
    with translation.override("en"):
        assert choices("test_list") == [("A", "Alpha"), ("A1", "Alpha one")]
        assert ask() == [("", "—"), ("A", "Alpha"), ("A1", "Alpha one")]
    with translation.override("zh-hans"):
        assert ask() == [("", "—"), ("A", "甲"), ("A1", "甲一")]


@pytest.mark.rule("R0-03")
def test_contract_types_are_grouped_under_their_five_tops(loaded):
    with translation.override("en"):
        groups = grouped_choices("contract_type", on=date(2026, 3, 1))
    assert [group[0] for group in groups] == ["Development", "Transfer", "Licensing", "4", "Service"]
    assert groups[3] == ("4", "Consulting")
    assert groups[2][1][0] == ("31", "Patent licence")
    assert [len(group[1]) for group in groups[:3]] == [3, 8, 6]


def test_licensing_is_a_type_of_its_own_only_since_the_civil_code(loaded):
    assert is_code("contract_type", "3", date(2021, 1, 1))
    assert not is_code("contract_type", "3", date(2020, 12, 31))


def test_the_stock_is_read_once_and_again_when_forgotten(three, django_assert_num_queries):
    codes("test_list")
    with django_assert_num_queries(0):
        codes("test_list")
        label("test_list", "A")
    CodeFactory(code="Z")
    assert not is_code("test_list", "Z")
    forget()
    assert is_code("test_list", "Z")


def test_the_stock_grows_old(three, settings):
    codes("test_list")
    CodeFactory(code="Z")
    settings.TTE_CODELIST_SECONDS = 0
    assert is_code("test_list", "Z")


def test_an_old_stock_is_read_again_only_when_something_changed(three, settings, django_assert_num_queries):
    codes("test_list")
    settings.TTE_CODELIST_SECONDS = 0
    with django_assert_num_queries(1):
        assert is_code("test_list", "A")
    CodeFactory(code="Z")
    with django_assert_num_queries(6):
        assert is_code("test_list", "Z")


def test_a_change_that_is_rolled_back_is_forgotten_with_it(three, settings):
    settings.TTE_CODELIST_SECONDS = 0
    codes("test_list")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        CodeFactory(code="Z")
        assert is_code("test_list", "Z")
        raise ZeroDivisionError
    assert not is_code("test_list", "Z")


def test_a_long_list_stays_in_the_database_and_answers_all_the_same(three, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(stock, "LARGE", 2)
    forget()
    assert stock.stock().codes == {}
    with django_assert_num_queries(1):
        assert label("test_list", "B", "en") == "Beta"
    assert [entry.code for entry in codes("test_list", parent="A")] == ["A1"]
    assert [entry.code for entry in codes("test_list")] == ["A", "A1"]
    assert path("test_list", "A1", "en") == ("Alpha", "Alpha one")
    assert is_code("test_list", "A") and not is_code("test_list", "B")


def test_a_name_that_one_language_lacks_is_given_in_the_other(bare):
    CodeFactory(code="A", name_en="")
    CodeFactory(code="B", name_zh="")
    forget()
    assert (label("test_list", "A", "en"), label("test_list", "B", "zh-hans")) == ("代码 A", "Code B")


@pytest.mark.parametrize("table", ["Code", "Rule"])
def test_no_two_entries_of_a_key_stand_on_one_day(bare, table):
    factory = {"Code": CodeFactory, "Rule": RuleFactory}[table]
    key = {"code": "A"} if table == "Code" else {"rule_set": RuleSetFactory()}
    factory(**key, valid_to=date(2010, 12, 31))
    factory(**key, valid_from=date(2011, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**key, valid_from=date(2010, 12, 31), valid_to=date(2010, 12, 31))


def test_empty_tables_are_not_remembered(bare):
    assert codes("currency") == ()
    CodeFactory(list="currency", code="CNY")
    assert is_code("currency", "CNY")
