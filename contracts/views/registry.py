"""The agency's doors: its queue and the acts on a case. Each act is a button with its form; the service says no."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contracts.lists.registry import REGISTRY
from contracts.models import Contract
from contracts.permissions import can_review_contract, can_work_registry
from contracts.presenting.registry import form_of, review_context
from contracts.selectors.contract import contracts_with_parties
from contracts.selectors.queue import counts_of
from contracts.services import registration, review
from tte.common.doors import posted, requires
from tte.lists.rendering import render_list

View = Callable[..., HttpResponse]


@requires(can_work_registry)
def queue(request: HttpRequest) -> HttpResponse:
    """The queue of the acting agency, the earliest due first."""
    actor = request.actor
    return render_list(
        request,
        REGISTRY,
        "contracts/registry/queue.html",
        lambda page: {"counts": counts_of(actor.organisation, actor.user)},
    )


@requires(can_review_contract, contracts_with_parties)
def show(request: HttpRequest, contract: Contract) -> HttpResponse:
    return render(request, "contracts/registry/review.html", review_context(request.actor, contract))


def _act(name: str, service: Callable[..., object], says: str | Promise) -> View:
    """A door that carries out one act on the case and comes back to its page."""

    @requires(can_review_contract, contracts_with_parties)
    @posted
    def view(request: HttpRequest, contract: Contract) -> HttpResponse:
        form = form_of(name, contract, request.POST)
        if form.is_valid() and form.carry_out(service, contract=contract, by=request.actor):
            messages.success(request, says)
            return redirect("contracts:review", application_code=contract.application_code)
        contract.refresh_from_db()
        context = review_context(request.actor, contract, form=form, act=name)
        return render(request, "contracts/registry/review.html", context, status=422)

    view.__name__ = name
    return view


claim = _act("claim", review.claim_contract, _("You have the case in hand"))
release = _act("release", review.release_contract, _("The case is back in the queue"))
accept = _act("accept", review.accept_contract, _("Accepted: the period of review has begun"))
correct = _act("correct", review.ask_correction, _("The seller is asked for a correction"))
recommend = _act("recommend", review.recommend_registration, _("Handed on to a second reviewer"))
advise = _act("advise", review.recommend_refusal, _("Handed on to a second reviewer"))
send_back = _act("send_back", review.send_back, _("Sent back to the registrar"))
register = _act("register", registration.register_contract, _("Registered: the certificate is being made"))
refuse = _act("refuse", review.refuse_contract, _("Registration is refused"))
