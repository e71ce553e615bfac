"""Code lists for tests: the first stock but for the long list of divisions, and single rows beside it."""

from datetime import date
from decimal import Decimal

import factory

from tte.codelists import loader
from tte.codelists.enums import CodeList, Mark, Unit
from tte.codelists.models import CalendarDay, CalendarYear, Code, ListHead, Rule, RuleSet
from tte.codelists.selectors import forget

__all__ = [
    "CalendarDayFactory",
    "CalendarYearFactory",
    "CodeFactory",
    "ListHeadFactory",
    "RuleFactory",
    "RuleSetFactory",
    "load_codelists",
    "set_rule",
]


def load_codelists() -> None:
    """The database of the tests has them from the beginning (tests/conftest.py), until a test that commits is over."""
    if not ListHead.objects.exists():
        loader.load_codelists([name for name in CodeList if name != CodeList.DIVISION])
    forget()


class ListHeadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListHead

    code = "test_list"
    name_zh = "测试列表"
    name_en = "Test list"
    mark = Mark.DESIGN
    source_zh, source_en = "测试", "Test"
    licence_zh, licence_en = "测试", "Test"


class CodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Code

    list = "test_list"
    code = factory.Sequence(lambda n: f"C{n}")
    name_zh = factory.LazyAttribute(lambda row: f"代码 {row.code}")
    name_en = factory.LazyAttribute(lambda row: f"Code {row.code}")
    valid_from = date(2000, 1, 1)
    mark = Mark.DESIGN
    source_zh, source_en = "测试", "Test"


class RuleSetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RuleSet

    code = factory.Sequence(lambda n: f"SET{n}")
    name_zh = "测试规则"
    name_en = "Test rules"
    source_zh = "测试"
    source_en = "Test"


class RuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rule

    rule_set = factory.SubFactory(RuleSetFactory)
    key = "test.limit"
    value = Decimal(5)
    unit = Unit.WORKING_DAYS
    rule_id = "R1-28"
    title_zh = "测试期限"
    title_en = "Test limit"
    mark = Mark.DESIGN
    source_zh = "测试"
    source_en = "Test"
    valid_from = date(2000, 1, 1)


class CalendarDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarDay

    day = date(2030, 1, 1)
    working = False
    official = True


class CalendarYearFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalendarYear

    year = 2030
    source_zh, source_en = "测试", "Test"


def set_rule(key: str, value: int) -> None:
    """Another figure for a rule, in every rule set."""
    assert Rule.objects.filter(key=key).update(value=value)
    forget()
