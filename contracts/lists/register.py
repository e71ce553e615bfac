"""The register of an agency as a list: every registered version, by number, party and amount."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from contracts.lists.columns import APPLICATION, BUYER, SELLER, TITLE, TYPE
from contracts.models import Contract, Registration
from contracts.numbers import grouped
from contracts.permissions import can_work_registry
from contracts.selectors.register import found_in, register_of
from listings.forms.fields import AmountField
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.lists import columns
from tte.lists.columns import date_on, money
from tte.lists.conditions import bounds, coded, words
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind


class AmountFilter(django_filters.NumberFilter):
    field_class = AmountField


class RegisterFilters(ListFilters):
    q = words(gettext_lazy("Number, party or title"))
    contract_type = coded(gettext_lazy("Type"), CodeList.CONTRACT_TYPE, "contract__contract_type")
    field = coded(gettext_lazy("Technology field"), CodeList.TECHNOLOGY_FIELD, "contract__field")
    since, until = bounds("registered_on", gettext_lazy("Registered from"), gettext_lazy("Registered to"))
    least, most = bounds("total_amount", gettext_lazy("Amount from"), gettext_lazy("Amount to"), AmountFilter)

    def holds(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        return found_in(rows, words)


@dataclass(frozen=True)
class Line:
    registration: Registration

    @property
    def contract(self) -> Contract:
        return self.registration.contract

    @property
    def pk(self) -> int:
        return self.registration.pk

    @property
    def url(self) -> str:
        return reverse("contracts:contract", args=[self.contract.application_code])


def lines_of(registrations: list[Registration], actor: Actor, at: datetime) -> list[Line]:
    return [Line(registration) for registration in registrations]


COLUMNS = (
    Column(
        "number",
        gettext_lazy("Registration number"),
        lambda line: " ".join(grouped(line.registration.number)),
        lambda line: line.registration.number,
        "code nowrap",
    ),
    TITLE,
    SELLER,
    BUYER,
    TYPE,
    columns.coded("field", gettext_lazy("Technology field"), CodeList.TECHNOLOGY_FIELD, "contract.field", shown=False),
    APPLICATION.if_chosen(),
    money("amount", gettext_lazy("Contract amount"), "registration.total_amount"),
    money("technology", gettext_lazy("Technology amount"), "registration.technology_amount"),
    date_on("signed", gettext_lazy("Signed on"), "contract.signed_on", shown=False),
    date_on("registered", gettext_lazy("Registered on"), "registration.registered_on"),
)

REGISTER = declare(
    TableKind(
        code="contracts.register",
        title=gettext_lazy("Register of contracts"),
        url_name="contracts:register",
        may_open=can_work_registry,
        rows=lambda actor: register_of(actor.organisation),
        filters=RegisterFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(
            Sort("registered", gettext_lazy("Registered on"), "registered_on"),
            Sort("number", gettext_lazy("Registration number"), "number"),
            Sort("amount", gettext_lazy("Contract amount"), "total_amount"),
        ),
        sort="-registered",
    )
)
