"""The party's doors: its contracts, a draft, the filing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.forms.contract import BuyerForm, ContractForm, FileForm, as_typed
from contracts.lists.contracts import CONTRACTS
from contracts.models import Contract
from contracts.permissions import (
    can_draft_contract,
    can_draft_from_deal,
    can_edit_contract,
    can_see_contracts,
    can_view_contract,
)
from contracts.presenting.contract import contract_context
from contracts.selectors.contract import contracts_with_parties
from contracts.selectors.requirements import requirements
from contracts.services import contract as services
from listings.models import Deal
from tte.common.doors import posted, requires
from tte.drafts.forms import recall
from tte.drafts.presenting import compared
from tte.files.serving import serve
from tte.lists.rendering import render_list


@requires(can_see_contracts)
def index(request: HttpRequest) -> HttpResponse:
    """The contracts the acting organisation sells or buys."""
    may_draft = can_draft_contract(request.actor)
    return render_list(request, CONTRACTS, "contracts/contract/list.html", lambda page: {"may_draft": may_draft})


@requires(can_draft_contract)
def new(request: HttpRequest) -> HttpResponse:
    """A contract made without this exchange: who buys?"""
    form = BuyerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(services.draft_contract, by=request.actor):
        return redirect("contracts:edit_contract", application_code=form.outcome.application_code)
    return render(request, "contracts/contract/new.html", {"form": form}, status=422 if form.errors else 200)


@requires(can_draft_from_deal, Deal)
@posted
def from_deal(request: HttpRequest, deal: Deal) -> HttpResponse:
    """The draft of a deal's contract, made at the first asking."""
    contract = services.draft_from_deal(deal=deal, by=request.actor)
    action = "edit_contract" if can_edit_contract(request.actor, contract) else "contract"
    return redirect(f"contracts:{action}", application_code=contract.application_code)


@requires(can_view_contract, contracts_with_parties)
def show(request: HttpRequest, contract: Contract) -> HttpResponse:
    return render(request, "contracts/contract/show.html", contract_context(request.actor, contract))


@requires(can_edit_contract, contracts_with_parties)
def edit(request: HttpRequest, contract: Contract) -> HttpResponse:
    """Save a draft, complete or not; `act=file` files it as well."""
    if request.method == "POST":
        return _save(request, contract)
    form = ContractForm(contract=contract)
    recall(request.actor, form)
    return _form_page(request, contract, form)


def _save(request: HttpRequest, contract: Contract) -> HttpResponse:
    form = ContractForm(request.POST, request.FILES, contract=contract)
    code = contract.application_code
    if not (form.is_valid() and form.carry_out(services.save_draft, contract=contract, by=request.actor)):
        clashes = compared(form, lambda: ContractForm(contract=contract), of=contract)
        recall(request.actor, form)
        return _form_page(request, contract, form, clashes=clashes, status=422)
    contract = form.outcome
    if request.POST.get("act") != "file":
        messages.success(request, _("Saved"))
        return redirect("contracts:edit_contract", application_code=code)
    filing = FileForm(request.POST)
    if filing.is_valid() and filing.carry_out(services.file_contract, contract=contract, by=request.actor):
        messages.success(request, _("Filed with %(agency)s") % {"agency": contract.agency.organisation})
        return redirect("contracts:contract", application_code=code)
    fresh = ContractForm(contract=contract)
    recall(request.actor, fresh)
    return _form_page(request, contract, fresh, refused=filing, status=422)


def _form_page(
    request: HttpRequest, contract: Contract, form: ContractForm, *, refused=None, clashes=(), status: int = 200
) -> HttpResponse:
    typed, costs = as_typed(contract, form)
    context = contract_context(request.actor, contract) | {
        "form": form,
        "items": form.items,
        "clashes": clashes,
        "refused": refused,
        "requirements": requirements(typed, costs=costs),
    }
    return render(request, "contracts/contract/edit.html", context, status=status)


@requires(can_view_contract, contracts_with_parties)
def document(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The contract's own text, as it was filed."""
    return serve(contract.document)
