"""The contracts an organisation sells or buys as a list."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import django_filters
from django import forms
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.enums import ContractState
from contracts.lists.words import plain_title, titled
from contracts.models import Contract
from contracts.permissions import can_edit_contract, can_see_contracts
from contracts.selectors.contract import called, contracts_of, matching
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label, lazy_choices
from tte.common.states import look_of
from tte.common.templatetags.tte import as_written, state, yuan
from tte.lists.cells import day
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind

SIDES = [("seller", gettext_lazy("Seller")), ("buyer", gettext_lazy("Buyer"))]


class ContractFilters(ListFilters):
    q = django_filters.CharFilter(label=gettext_lazy("Application, party or title"), method="holds", max_length=100)
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(one, look_of("contract", one).word) for one in ContractState.values],
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    side = django_filters.ChoiceFilter(label=gettext_lazy("Side"), choices=SIDES, method="on_side")
    contract_type = django_filters.ChoiceFilter(
        label=gettext_lazy("Type"), choices=lazy_choices(CodeList.CONTRACT_TYPE)
    )

    def holds(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        return rows.filter(matching(words))

    def on_side(self, rows: QuerySet, _name: str, side: str) -> QuerySet:
        return rows.filter(**{side: self.actor.organisation})


@dataclass(frozen=True)
class Line:
    contract: Contract
    actor: Actor

    @property
    def pk(self) -> int:
        return self.contract.pk

    @property
    def url(self) -> str:
        action = "edit_contract" if can_edit_contract(self.actor, self.contract) else "contract"
        return reverse(f"contracts:{action}", args=[self.contract.application_code])

    @property
    def is_seller(self) -> bool:
        return self.contract.seller_id == self.actor.organisation.pk

    def other(self) -> str:
        return called(self.contract.buyer if self.is_seller else self.contract.seller)

    def side(self) -> str:
        return _("Seller") if self.is_seller else _("Buyer")

    def type(self) -> str:
        return label(CodeList.CONTRACT_TYPE, self.contract.contract_type) if self.contract.contract_type else ""


def rows_of(actor: Actor) -> QuerySet[Contract]:
    return contracts_of(actor.organisation).annotate(amount=Coalesce("total_amount", Value(Decimal(0))))


def lines_of(contracts: list[Contract], actor: Actor, at: datetime) -> list[Line]:
    return [Line(contract, actor) for contract in contracts]


COLUMNS = (
    Column(
        "application",
        gettext_lazy("Application"),
        lambda line: line.contract.application_code,
        lambda line: line.contract.application_code,
        "code",
    ),
    Column(
        "title",
        gettext_lazy("Contract"),
        lambda line: titled(line.contract),
        lambda line: plain_title(line.contract),
        "q-t",
        fixed=True,
    ),
    Column("other", gettext_lazy("Other party"), lambda line: as_written(line.other()), Line.other),
    Column("side", gettext_lazy("Side"), Line.side, Line.side),
    Column("type", gettext_lazy("Type"), Line.type, Line.type, shown=False),
    Column(
        "state",
        gettext_lazy("State"),
        lambda line: state("contract", line.contract.state),
        lambda line: str(look_of("contract", line.contract.state).word),
        "nowrap",
    ),
    Column(
        "filed",
        gettext_lazy("Filed"),
        lambda line: day(line.contract.filed_at),
        lambda line: line.contract.filed_at,
        "n",
        shown=False,
    ),
    Column(
        "amount",
        gettext_lazy("Contract amount"),
        lambda line: yuan(line.contract.total_amount),
        lambda line: line.contract.total_amount,
        "n",
    ),
)

CONTRACTS = declare(
    TableKind(
        code="contracts.mine",
        title=gettext_lazy("Contracts"),
        door="contracts:contracts",
        may_open=can_see_contracts,
        rows=rows_of,
        filters=ContractFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(
            Sort("application", gettext_lazy("Application"), "pk"),
            Sort("amount", gettext_lazy("Contract amount"), "amount"),
        ),
        sort="-application",
    )
)
