"""The register of an agency as a list: every registered version, by number, party and amount."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from contracts.lists.words import plain_title, titled
from contracts.models import Contract, Registration
from contracts.numbers import grouped
from contracts.permissions import can_work_registry
from contracts.selectors.contract import called
from contracts.selectors.register import found_in, register_of
from listings.forms.fields import AmountField
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label, lazy_choices
from tte.common.templatetags.tte import as_written, yuan
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind


class AmountFilter(django_filters.NumberFilter):
    field_class = AmountField


class RegisterFilters(ListFilters):
    q = django_filters.CharFilter(label=gettext_lazy("Number, party or title"), method="holds", max_length=100)
    contract_type = django_filters.ChoiceFilter(
        field_name="contract__contract_type",
        label=gettext_lazy("Type"),
        choices=lazy_choices(CodeList.CONTRACT_TYPE),
    )
    field = django_filters.ChoiceFilter(
        field_name="contract__field",
        label=gettext_lazy("Technology field"),
        choices=lazy_choices(CodeList.TECHNOLOGY_FIELD),
    )
    since = django_filters.DateFilter(
        field_name="registered_on", lookup_expr="gte", label=gettext_lazy("Registered from")
    )
    until = django_filters.DateFilter(
        field_name="registered_on", lookup_expr="lte", label=gettext_lazy("Registered to")
    )
    least = AmountFilter(field_name="total_amount", lookup_expr="gte", label=gettext_lazy("Amount from"))
    most = AmountFilter(field_name="total_amount", lookup_expr="lte", label=gettext_lazy("Amount to"))

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
    Column(
        "title",
        gettext_lazy("Contract"),
        lambda line: titled(line.contract),
        lambda line: plain_title(line.contract),
        "q-t",
        fixed=True,
    ),
    Column(
        "seller",
        gettext_lazy("Seller"),
        lambda line: as_written(called(line.contract.seller)),
        lambda line: called(line.contract.seller),
    ),
    Column(
        "buyer",
        gettext_lazy("Buyer"),
        lambda line: as_written(called(line.contract.buyer)),
        lambda line: called(line.contract.buyer),
    ),
    Column(
        "type",
        gettext_lazy("Type"),
        lambda line: label(CodeList.CONTRACT_TYPE, line.contract.contract_type),
        lambda line: label(CodeList.CONTRACT_TYPE, line.contract.contract_type),
    ),
    Column(
        "field",
        gettext_lazy("Technology field"),
        lambda line: label(CodeList.TECHNOLOGY_FIELD, line.contract.field) if line.contract.field else "",
        lambda line: label(CodeList.TECHNOLOGY_FIELD, line.contract.field) if line.contract.field else "",
        shown=False,
    ),
    Column(
        "application",
        gettext_lazy("Application"),
        lambda line: line.contract.application_code,
        lambda line: line.contract.application_code,
        "code",
        shown=False,
    ),
    Column(
        "amount",
        gettext_lazy("Contract amount"),
        lambda line: yuan(line.registration.total_amount),
        lambda line: line.registration.total_amount,
        "n",
    ),
    Column(
        "technology",
        gettext_lazy("Technology amount"),
        lambda line: yuan(line.registration.technology_amount),
        lambda line: line.registration.technology_amount,
        "n",
    ),
    Column(
        "signed",
        gettext_lazy("Signed on"),
        lambda line: line.contract.signed_on.isoformat() if line.contract.signed_on else "",
        lambda line: line.contract.signed_on,
        "n nowrap",
        shown=False,
    ),
    Column(
        "registered",
        gettext_lazy("Registered on"),
        lambda line: line.registration.registered_on.isoformat(),
        lambda line: line.registration.registered_on,
        "n nowrap",
    ),
)

REGISTER = declare(
    TableKind(
        code="contracts.register",
        title=gettext_lazy("Register of contracts"),
        door="contracts:register",
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
