"""Code lists for tests: `load_codelists()` gives the whole first stock, the factories single rows beside it."""

from datetime import date
from decimal import Decimal

import factory

from tte.codelists.enums import Mark, Unit
from tte.codelists.loader import load_codelists
from tte.codelists.models import CalendarDay, Code, Rule, RuleSet

__all__ = ["CalendarDayFactory", "CodeFactory", "RuleFactory", "RuleSetFactory", "load_codelists"]


class CodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Code

    list = "test_list"
    code = factory.Sequence(lambda n: f"C{n}")
    name_zh = factory.LazyAttribute(lambda row: f"代码 {row.code}")
    name_en = factory.LazyAttribute(lambda row: f"Code {row.code}")
    valid_from = date(2000, 1, 1)
    mark = Mark.DESIGN
    source = "Test"


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
