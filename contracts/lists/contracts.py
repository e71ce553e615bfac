"""The contracts an organisation sells or buys as a list."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import django_filters
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.enums import ContractState
from contracts.lists.columns import APPLICATION, TITLE, TYPE
from contracts.models import Contract
from contracts.permissions import can_edit_contract, can_see_contracts
from contracts.selectors.contract import contracts_of, matching
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.common.languages import name_of
from tte.lists.columns import moment, money, state_of, text, written
from tte.lists.conditions import coded, states, words
from tte.lists.kinds import Sort, declare
from tte.lists.tables import ListFilters, TableKind

SIDES = [("seller", gettext_lazy("Seller")), ("buyer", gettext_lazy("Buyer"))]


class ContractFilters(ListFilters):
    q = words(gettext_lazy("Application, party or title"))
    state = states("contract", ContractState.values)
    side = django_filters.ChoiceFilter(label=gettext_lazy("Side"), choices=SIDES, method="on_side")
    contract_type = coded(gettext_lazy("Type"), CodeList.CONTRACT_TYPE)

    finds = staticmethod(matching)

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
        return name_of(self.contract.buyer if self.is_seller else self.contract.seller)

    def side(self) -> str:
        return _("Seller") if self.is_seller else _("Buyer")


def rows_of(actor: Actor) -> QuerySet[Contract]:
    return contracts_of(actor.organisation).annotate(amount=Coalesce("total_amount", Value(Decimal(0))))


def lines_of(contracts: list[Contract], actor: Actor, at: datetime) -> list[Line]:
    return [Line(contract, actor) for contract in contracts]


COLUMNS = (
    APPLICATION,
    TITLE,
    written("other", gettext_lazy("Other party"), Line.other),
    text("side", gettext_lazy("Side"), Line.side),
    TYPE.if_chosen(),
    state_of("contract", "contract.state"),
    moment("filed", gettext_lazy("Filed"), "contract.filed_at", shown=False),
    money("amount", gettext_lazy("Contract amount"), "contract.total_amount"),
)

CONTRACTS = declare(
    TableKind(
        code="contracts.mine",
        title=gettext_lazy("Contracts"),
        url_name="contracts:contracts",
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
