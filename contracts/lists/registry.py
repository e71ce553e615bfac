"""The queue of a registration agency as a list."""

from dataclasses import dataclass
from datetime import UTC, datetime

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.enums import ContractState as S
from contracts.lists.words import plain_title, titled
from contracts.models import Contract
from contracts.permissions import can_work_registry, step_is_open_to
from contracts.selectors.contract import called, matching
from contracts.selectors.queue import contracts_in_queue
from contracts.services.review import claim_contract, release_contract
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label, lazy_choices
from tte.common.clock import now
from tte.common.states import look_of
from tte.common.templatetags.tte import as_written, state, time_in_words, yuan
from tte.lists.cells import day, dim, due
from tte.lists.kinds import Act, Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
HANDS = [
    ("mine", gettext_lazy("In my hand")),
    ("nobody", gettext_lazy("Unclaimed")),
    ("others", gettext_lazy("In other hands")),
]
STATES = [(state, look_of("contract", state).word) for state in (S.SUBMITTED, S.ACCEPTED, S.SECOND_REVIEW)]


class RegistryFilters(ListFilters):
    q = django_filters.CharFilter(label=gettext_lazy("Application, party or title"), method="holds", max_length=100)
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=STATES, widget=forms.CheckboxSelectMultiple, distinct=False
    )
    hand = django_filters.ChoiceFilter(label=gettext_lazy("In hand of"), choices=HANDS, method="in_hand")
    contract_type = django_filters.ChoiceFilter(
        label=gettext_lazy("Type"), choices=lazy_choices(CodeList.CONTRACT_TYPE)
    )
    overdue = django_filters.BooleanFilter(
        label=gettext_lazy("Overdue"), widget=forms.CheckboxInput, method="is_overdue"
    )

    def holds(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        return rows.filter(matching(words))

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
    return contracts_in_queue(actor.organisation).annotate(due=Coalesce("case__due_at", Value(NEVER)))


def lines_of(contracts: list[Contract], actor: Actor, at: datetime) -> list[Line]:
    return [Line(contract, actor, at) for contract in contracts]


COLUMNS = (
    Column("due", gettext_lazy("Due"), Line.due, lambda line: line.contract.case.due_at, "nowrap"),
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
        shown=False,
    ),
    Column(
        "type",
        gettext_lazy("Type"),
        lambda line: label(CodeList.CONTRACT_TYPE, line.contract.contract_type),
        lambda line: label(CodeList.CONTRACT_TYPE, line.contract.contract_type),
        shown=False,
    ),
    Column(
        "amount",
        gettext_lazy("Contract amount"),
        lambda line: yuan(line.contract.total_amount),
        lambda line: line.contract.total_amount,
        "n",
        shown=False,
    ),
    Column(
        "state",
        gettext_lazy("State"),
        lambda line: state("contract", line.contract.state),
        lambda line: str(look_of("contract", line.contract.state).word),
        "nowrap",
    ),
    Column("holder", gettext_lazy("In hand of"), Line.holder, Line.holder_name),
    Column(
        "filed",
        gettext_lazy("Filed"),
        lambda line: day(line.contract.filed_at),
        lambda line: line.contract.filed_at,
        "n",
    ),
)

REGISTRY = declare(
    TableKind(
        code="contracts.queue",
        title=gettext_lazy("Contracts to review"),
        door="contracts:queue",
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
        acts=(
            Act(
                "claim",
                gettext_lazy("Claim"),
                gettext_lazy("Claimed: %(n)s."),
                gettext_lazy("Not claimed: %(n)s."),
                lambda contract, actor: claim_contract(contract=contract, by=actor),
            ),
            Act(
                "release",
                gettext_lazy("Put back"),
                gettext_lazy("Put back: %(n)s."),
                gettext_lazy("Not put back: %(n)s."),
                lambda contract, actor: release_contract(contract=contract, by=actor),
            ),
        ),
        name_of=lambda contract: contract.application_code,
    )
)
