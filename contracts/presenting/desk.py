"""What contracts put on a desk: duties that wait, and the way to their rooms."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.enums import ContractState as S
from contracts.models import Contract
from contracts.permissions import can_draft_contract, can_see_contracts, can_work_registry
from contracts.selectors.queue import counts_of
from listings.models import Deal
from tte.accounts.actor import Actor, has_permission
from tte.accounts.roles import Permission
from tte.common.duties import Duty
from tte.common.parts import Group, Link


def duties(actor: Actor) -> list[Duty]:
    """Only what waits: an empty list is a free desk."""
    found = []
    if can_draft_contract(actor):
        found += _seller_duties(actor)
    if can_work_registry(actor):
        found += _agency_duties(actor)
    return [duty for duty in found if duty.count]


def _seller_duties(actor: Actor) -> list[Duty]:
    mine = Contract.objects.filter(seller=actor.organisation)
    deals = Deal.objects.filter(seller=actor.organisation, confirmed_at__isnull=False, contract=None)
    return [
        Duty(_("Corrections the agency asks for"), mine.filter(state=S.CORRECTION).count(), _mine()),
        Duty(_("Deals without a contract"), deals.count(), reverse("listings:deals")),
        Duty(_("Contracts not yet filed"), mine.filter(state=S.DRAFT).count(), _mine()),
    ]


def _agency_duties(actor: Actor) -> list[Duty]:
    counts = counts_of(actor.organisation, actor.user)
    url = reverse("contracts:queue")
    found = []
    if has_permission(actor, Permission.CONTRACT_REVIEW):
        found.append(Duty(_("Contracts to review"), counts.first, url, counts.first_due))
    if has_permission(actor, Permission.CONTRACT_SECOND_REVIEW):
        found.append(Duty(_("Second reviews"), counts.second, url, counts.second_due))
    return found


def rail(actor: Actor) -> list[Group]:
    groups = []
    if can_work_registry(actor):
        waiting = Contract.objects.filter(case__office=actor.organisation, case__closed_at=None)
        count = waiting.filter(~Q(state=S.CORRECTION)).count()
        items = [
            Link(_("Queue"), reverse("contracts:queue"), "list", count),
            Link(_("Register"), reverse("contracts:register"), "table"),
        ]
        groups.append(Group(_("Registration"), items))
    elif can_see_contracts(actor) and (can_draft_contract(actor) or has_permission(actor, Permission.INTENT_REGISTER)):
        groups.append(Group(_("Contracts"), [Link(_("Contracts"), _mine(), "certificate")]))
    return groups


def _mine() -> str:
    return reverse("contracts:contracts")
