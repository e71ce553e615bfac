"""The agency's doors: its queue and the acts on a case. Each act is a button with its form; the service says no."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from contracts.forms.review import ActForm, ReasonForm, RecommendForm, RegisterForm, SendBackForm
from contracts.models import Contract
from contracts.permissions import can_review_contract, can_work_registry
from contracts.selectors.contract import contracts_with_parties
from contracts.services import registration, review
from contracts.views.registry_page import ids_of, queue_context, review_context
from tte.common.doors import requires
from tte.common.forms import ActionForm

View = Callable[..., HttpResponse]


@requires(can_work_registry)
def queue(request: HttpRequest) -> HttpResponse:
    return render(request, "contracts/registry/queue.html", queue_context(request.actor))


@requires(can_review_contract, contracts_with_parties)
def show(request: HttpRequest, contract: Contract) -> HttpResponse:
    return render(request, "contracts/registry/review.html", review_context(request.actor, contract))


def act(name: str, form_class: type[ActionForm], service: Callable[..., object], says: str | Promise) -> View:
    """A door that carries out one act on the case and comes back to its page."""

    @requires(can_review_contract, contracts_with_parties)
    @require_POST
    def view(request: HttpRequest, contract: Contract) -> HttpResponse:
        given = {"contract": contract} if form_class is RecommendForm else {}
        form = form_class(request.POST, auto_id=ids_of(name), **given)
        if form.is_valid() and form.carry_out(service, contract=contract, by=request.actor):
            messages.success(request, says)
            return redirect("contracts:review", application_code=contract.application_code)
        contract.refresh_from_db()
        context = review_context(request.actor, contract, form=form, act=name)
        return render(request, "contracts/registry/review.html", context, status=422)

    view.__name__ = name
    return view


claim = act("claim", ActForm, review.claim_contract, _("You have the case in hand"))
release = act("release", ActForm, review.release_contract, _("The case is back in the queue"))
accept = act("accept", ActForm, review.accept_contract, _("Accepted: the period of review has begun"))
correct = act("correct", ReasonForm, review.ask_correction, _("The seller is asked for a correction"))
recommend = act("recommend", RecommendForm, review.recommend_registration, _("Handed on to a second reviewer"))
advise = act("advise", ReasonForm, review.recommend_refusal, _("Handed on to a second reviewer"))
send_back = act("send_back", SendBackForm, review.send_back, _("Sent back to the registrar"))
register = act("register", RegisterForm, registration.register_contract, _("Registered: the certificate is being made"))
refuse = act("refuse", ReasonForm, review.refuse_contract, _("Registration is refused"))
