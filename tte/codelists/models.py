from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from tte.codelists.enums import Mark, Unit
from tte.common.clock import ClockTimestamp

DAYS = models.Func("valid_from", "valid_to", models.Value("[]"), function="daterange")


def one_a_day(name: str, *same: str) -> ExclusionConstraint:
    """Of the rows that are the same in these columns at most one is valid on any day."""
    return ExclusionConstraint(
        name=name, expressions=[*((field, RangeOperators.EQUAL) for field in same), (DAYS, RangeOperators.OVERLAPS)]
    )


def told(fact: str, name: str) -> models.CheckConstraint:
    """The fact stands in at least one language."""
    return models.CheckConstraint(condition=~models.Q(**{f"{fact}_zh": "", f"{fact}_en": ""}), name=name)


class ListHead(models.Model):
    """A code list as a whole: what it is called, where its entries come from and under which terms they stand here.

    Source and licence are told in at least one language.
    """

    code = models.CharField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Mark.choices)
    source_zh = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    licence_zh = models.CharField(max_length=300, blank=True)
    licence_en = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [told("source", "list_has_a_source"), told("licence", "list_has_a_licence")]

    def __str__(self):
        return self.code


class Code(models.Model):
    """One entry of a code list, valid from its first to its last day. `mark` says how the fact is known.

    It has a name and a source in at least one language. The licence is empty where that of the list holds.
    `predecessor` is the entry whose place it took.
    """

    list = models.CharField(max_length=40)
    code = models.CharField(max_length=20)
    parent_code = models.CharField(max_length=20, blank=True)
    name_zh = models.CharField(max_length=2000, blank=True)
    name_en = models.CharField(max_length=2000, blank=True)
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    mark = models.CharField(max_length=10, choices=Mark.choices)
    source_zh = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    licence_zh = models.CharField(max_length=300, blank=True)
    licence_en = models.CharField(max_length=300, blank=True)
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")

    class Meta:
        indexes = [models.Index(fields=["list", "parent_code", "position"])]
        constraints = [
            one_a_day("code_stands_once_a_day", "list", "code"),
            told("name", "code_has_a_name"),
            told("source", "code_has_a_source"),
            models.UniqueConstraint(fields=["list", "code", "valid_from"], name="code_once_per_start"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="code_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.list} {self.code}"


class RuleSet(models.Model):
    """A regime of rules (R0-01): R2000, R2026, or DEMO with its demonstration periods."""

    code = models.CharField(primary_key=True, max_length=20)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    demonstration = models.BooleanField(default=False)
    source_zh = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)

    def __str__(self):
        return self.code


class Rule(models.Model):
    """One figure of a rule set for a time. `scope` narrows it, e.g. to an agency's code; empty is for all."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="rules")
    key = models.CharField(max_length=80)
    scope = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=20, choices=Unit.choices)
    rule_id = models.CharField(max_length=10)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Mark.choices)
    source_zh = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            one_a_day("rule_stands_once_a_day", "rule_set", "key", "scope"),
            models.UniqueConstraint(fields=["rule_set", "key", "scope", "valid_from"], name="rule_once_per_start"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="rule_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.rule_set_id} {self.key}"


class CalendarYear(models.Model):
    """A year whose official calendar stands here, and where it was published."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source_zh = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    loaded_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [told("source", "year_has_a_source")]

    def __str__(self):
        return str(self.year)


class CalendarDay(models.Model):
    """Whether a date is a working day in the official calendar; `official` is false while the year is
    not yet published. `note` is a code of the list of public holidays."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    official = models.BooleanField()
    note = models.CharField(max_length=20, blank=True)

    def __str__(self):
        return str(self.day)


class StockRevision(models.Model):
    """One row, written by triggers: another value after every change of the tables above."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    revision = models.UUIDField()

    def __str__(self):
        return str(self.revision)
