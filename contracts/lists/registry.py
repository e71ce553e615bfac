"""The queue of a registration agency as a list."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.enums import ContractState as S
from contracts.lists.columns import APPLICATION, BUYER, SELLER, TITLE, TYPE
from contracts.models import Contract
from contracts.permissions import can_work_registry, step_is_open_to
from contracts.selectors.contract import matching
from contracts.selectors.queue import contracts_in_queue
from contracts.services.review import claim_contract, release_contract
from tte.accounts.actor import Actor
from tte.casework.claiming import claim_acts
from tte.codelists.enums import CodeList
from tte.common.clock import now
from tte.common.templatetags.names import as_written
from tte.common.templatetags.parts import time_in_words
from tte.lists.cells import dim, due
from tte.lists.columns import moment, money, state_of
from tte.lists.conditions import coded, states, ticked, words
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind, or_never

HANDS = [
    ("mine", gettext_lazy("In my hand")),
    ("nobody", gettext_lazy("Unclaimed")),
    ("others", gettext_lazy("In other hands")),
]


class RegistryFilters(ListFilters):
    q = words(gettext_lazy("Application, party or title"))
    state = states("contract", (S.SUBMITTED, S.ACCEPTED, S.SECOND_REVIEW))
    hand = django_filters.ChoiceFilter(label=gettext_lazy("In hand of"), choices=HANDS, method="in_hand")
    contract_type = coded(gettext_lazy("Type"), CodeList.CONTRACT_TYPE)
    overdue = ticked(gettext_lazy("Overdue"), "is_overdue")

    finds = staticmethod(matching)

    def in_hand(self, rows: QuerySet, _name: str, hand: str) -> QuerySet:
        mine, nobody = Q(case__claimed_by=self.actor.user), Q(case__claimed_by=None)
        return rows.filter({"mine": mine, "nobody": nobody, "others": ~mine & ~nobody}[hand])

    def is_overdue(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        return rows.filter(case__due_at__lt=now()) if wanted else rows


@dataclass(frozen=True)
class Line:
    contract: Contract
    actor: Actor
    at: datetime

    @property
    def pk(self) -> int:
        return self.contract.pk

    @property
    def url(self) -> str:
        return reverse("contracts:review", args=[self.contract.application_code])

    def due(self) -> str:
        ends = self.contract.case.due_at
        if ends is None:
            return dim(_("from acceptance"))
        over = ends < self.at
        return due(time_in_words(ends)[0], over=over, tone="is-fault" if over else "")

    def holder(self) -> str:
        holder = self.contract.case.claimed_by
        if holder is not None:
            return _("me") if holder.pk == self.actor.user.pk else as_written(holder)
        return dim(_("nobody") if step_is_open_to(self.actor, self.contract) else _("another person"))

    def holder_name(self) -> str:
        return str(self.contract.case.claimed_by or "")


def rows_of(actor: Actor) -> QuerySet[Contract]:
    return contracts_in_queue(actor.organisation).annotate(due=or_never("case__due_at"))


def lines_of(contracts: list[Contract], actor: Actor, at: datetime) -> list[Line]:
    return [Line(contract, actor, at) for contract in contracts]


COLUMNS = (
    Column("due", gettext_lazy("Due"), Line.due, lambda line: line.contract.case.due_at, "nowrap"),
    APPLICATION,
    TITLE,
    SELLER,
    BUYER.if_chosen(),
    TYPE.if_chosen(),
    money("amount", gettext_lazy("Contract amount"), "contract.total_amount", shown=False),
    state_of("contract", "contract.state"),
    Column("holder", gettext_lazy("In hand of"), Line.holder, Line.holder_name),
    moment("filed", gettext_lazy("Filed"), "contract.filed_at"),
)

REGISTRY = declare(
    TableKind(
        code="contracts.queue",
        title=gettext_lazy("Contracts to review"),
        url_name="contracts:queue",
        may_open=can_work_registry,
        rows=rows_of,
        filters=RegistryFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(
            Sort("due", gettext_lazy("Due"), "due"),
            Sort("application", gettext_lazy("Application"), "application_code"),
            Sort("filed", gettext_lazy("Filed"), "filed_at"),
        ),
        sort="due",
        acts=claim_acts(
            lambda contract, actor: claim_contract(contract=contract, by=actor),
            lambda contract, actor: release_contract(contract=contract, by=actor),
            case="case",
        ),
        name_of=lambda contract: contract.application_code,
    )
)
