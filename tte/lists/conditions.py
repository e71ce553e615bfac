"""Conditions that many lists have, as fields of their `ListFilters`."""

from collections.abc import Iterable
from datetime import date

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tte.codelists.calendar import ONE_DAY, end_of_day
from tte.codelists.selectors.codes import lazy_choices
from tte.common.states import look_of

Label = str | Promise


def words(label: Label) -> django_filters.CharFilter:
    """The search box; the list says with `finds` what it looks at."""
    return django_filters.CharFilter(label=label, method="holds", max_length=100)


def states(machine: str, values: Iterable[str]) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        choices=state_choices(machine, values),
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )


def state_choices(machine: str, values: Iterable[str]) -> list[tuple[str, Label]]:
    return [(one, look_of(machine, one).word) for one in values]


def coded(label: Label, code_list: str, field_name: str | None = None) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=lazy_choices(code_list), field_name=field_name)


def ticked(label: Label, method: str) -> django_filters.BooleanFilter:
    """A condition that holds or is not asked."""
    return django_filters.BooleanFilter(label=label, widget=forms.CheckboxInput, method=method)


def bounds(field_name: str, since: Label, until: Label, kind: type = django_filters.DateFilter) -> tuple:
    """From here, and up to there."""
    return (
        kind(field_name=field_name, lookup_expr="gte", label=since),
        kind(field_name=field_name, lookup_expr="lte", label=until),
    )


def days(field_name: str, since: Label, until: Label) -> tuple:
    """Moments from the beginning of one day to the end of another, both days of the official zone."""

    def begins(rows: QuerySet, _name: str, day: date) -> QuerySet:
        return rows.filter(**{f"{field_name}__gte": end_of_day(day - ONE_DAY)})

    def ends(rows: QuerySet, _name: str, day: date) -> QuerySet:
        return rows.filter(**{f"{field_name}__lt": end_of_day(day)})

    return django_filters.DateFilter(label=since, method=begins), django_filters.DateFilter(label=until, method=ends)
