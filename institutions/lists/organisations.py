"""Every organisation known here, as the administrators' list: registered by its people, or brought in by a file."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, OrganisationState
from tte.accounts.models import Organisation, OrganisationIdentifier
from tte.accounts.permissions import can_manage_people
from tte.codelists.enums import CodeList
from tte.common.languages import name_of
from tte.common.templatetags.names import as_written, named
from tte.lists.columns import coded as coded_column
from tte.lists.columns import moment, text
from tte.lists.conditions import coded, ticked, words
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind

TABS = [
    ("", _("Those whose people act here")),
    (OrganisationState.AWAITING, OrganisationState.AWAITING.label),
    ("all", _("All")),
]


class OrganisationFilters(ListFilters):
    tabs = "view"

    q = words(_("Name, code or number"))
    view = django_filters.ChoiceFilter(choices=TABS[1:], empty_label=TABS[0][1], method="as_it_is")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind.choices)
    state = django_filters.MultipleChoiceFilter(
        label=_("Admission"),
        choices=OrganisationState.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    party_type = coded(_("Type of party"), CodeList.PARTY_TYPE)
    region_code = coded(_("Region"), CodeList.REGION)
    by_file = ticked(_("Brought in by a file"), "came_by_a_file")

    @staticmethod
    def finds(words: str) -> Q:
        numbers = OrganisationIdentifier.objects.filter(value__iexact=words)
        names = Q(name_zh__icontains=words) | Q(name_en__icontains=words)
        return names | Q(code__iexact=words) | Q(pk__in=numbers.values("organisation"))

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        view = self.form.cleaned_data.get("view", "")
        if view == OrganisationState.AWAITING:
            rows = rows.filter(state=view)
        elif view != "all":
            rows = rows.exclude(state=OrganisationState.RECORDED)
        return super().filter_queryset(rows)

    def as_it_is(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        return rows

    def came_by_a_file(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        return rows.filter(origin__isnull=False) if wanted else rows


@dataclass(frozen=True)
class Line:
    organisation: Organisation
    people: int

    @property
    def pk(self) -> int:
        return self.organisation.pk

    @property
    def url(self) -> str:
        return reverse("institutions:organisation", args=[self.organisation.code])

    def name(self) -> str:
        return name_of(self.organisation)

    def admission(self) -> str:
        shape = "tag" if self.organisation.is_admitted else "tag is-heed"
        return format_html('<span class="{}">{}</span>', shape, self.organisation.get_state_display())

    def numbers(self) -> str:
        return ", ".join(each.value for each in self.organisation.identifiers.all())

    def source(self) -> str:
        origin = getattr(self.organisation, "origin", None)
        return origin.source if origin else ""


def rows_of(actor: Actor) -> QuerySet[Organisation]:
    return Organisation.objects.select_related("origin")


def lines_of(organisations: list[Organisation], actor: Actor, at: datetime) -> list[Line]:
    prefetch_related_objects(organisations, "identifiers")
    running = Count("memberships", filter=Q(memberships__ended_at=None))
    of_page = Organisation.objects.filter(pk__in=[each.pk for each in organisations]).order_by("pk")
    people = dict(of_page.values_list("pk").annotate(people=running))
    return [Line(each, people[each.pk]) for each in organisations]


COLUMNS = (
    Column("name", _("Organisation"), lambda line: named(line.organisation), Line.name, fixed=True),
    text("code", _("Code"), "organisation.code", "code"),
    text("kind", _("Kind"), lambda line: line.organisation.get_kind_display()),
    coded_column("party_type", _("Type of party"), CodeList.PARTY_TYPE, "organisation.party_type", shown=False),
    coded_column("region", _("Region"), CodeList.REGION, "organisation.region_code"),
    text("number", _("Number"), Line.numbers, "code"),
    Column("admission", _("Admission"), Line.admission, lambda line: line.organisation.get_state_display(), "nowrap"),
    text("people", _("Memberships"), "people", "n"),
    Column("source", _("Source"), lambda line: as_written(line.source()), Line.source, shown=False),
    moment("known", _("Known since"), "organisation.created_at"),
)

ORGANISATIONS = declare(
    TableKind(
        code="institutions.organisations",
        title=_("Organisations and people"),
        url_name="institutions:members",
        may_open=can_manage_people,
        rows=rows_of,
        filters=OrganisationFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(Sort("known", _("Known since"), "created_at"), Sort("code", _("Code"), "code")),
        sort="-known",
        of_organisation=False,
    )
)
