"""Questions and messages about a listing: asked, read, answered, and what else their sides and the exchange may do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from listings.enums import QuestionAudience
from listings.forms.question import AskForm
from listings.lists.questions import QUESTIONS
from listings.models import Listing, Question
from listings.permissions.question import can_ask_about, can_open_questions, can_see_question
from listings.presenting.question import ACTS, bound_form, question_context
from listings.selectors.listing import listings
from listings.selectors.question import block_of, question_path, questions, takes_questions
from listings.services.question import ask_question, decline_question, mark_seen, withdraw_question, write_message
from listings.services.question_due import answer_due
from listings.services.question_oversight import (
    block_asker,
    lift_block,
    report_question,
    restore_question,
    settle_report,
    stop_question,
)
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.doors import requires
from tte.common.sent import sent
from tte.drafts.forms import recall
from tte.lists.rendering import render_list

SERVICES = {
    "write": write_message,
    "decline": decline_question,
    "withdraw": withdraw_question,
    "report": report_question,
    "block": block_asker,
    "lift_block": lift_block,
    "settle": settle_report,
    "stop": stop_question,
    "restore": restore_question,
}


@requires(can_open_questions)
def index(request: HttpRequest) -> HttpResponse:
    return render_list(request, QUESTIONS, "listings/question/list.html")


@requires(can_ask_about, rows=listings)
def ask(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask before everybody or the holder alone; the page says who will read what."""
    wanted = request.GET.get("audience", "")
    initial = {"audience": wanted} if wanted in QuestionAudience.values else {}
    form = AskForm(sent(request), about=listing.code, initial=initial)
    if request.method == "POST" and form.is_valid() and form.carry_out(ask_question, listing=listing, by=request.actor):
        messages.success(request, _("Sent to the holder; you are told when it is answered"))
        return redirect(question_path(form.outcome))
    recall(request.actor, form)
    context = {
        "listing": listing,
        "form": form,
        "is_open": takes_questions(listing),
        "is_blocked": block_of(listing.holder, request.actor.organisation) is not None,
        "answer_in": rule(RuleKey.QUESTION_ANSWER, rule_set=listing.rule_set),
        "answer_by": answer_due(listing, now()).at,
    }
    return render(request, "listings/question/ask.html", context, status=422 if form.errors else 200)


@requires(can_see_question, rows=questions)
def show(request: HttpRequest, question: Question) -> HttpResponse:
    """One conversation: its words, and the acts that are open to whoever reads it. Reading it marks it as read."""
    actor, act, bound = request.actor, request.POST.get("act", ""), None
    if request.method == "POST":
        if act not in ACTS or not ACTS[act].may(actor, question):
            raise PermissionDenied
        bound = bound_form(request.POST, act, question)
        if bound.is_valid() and bound.carry_out(SERVICES[act], question=question, by=actor):
            messages.success(request, str(ACTS[act].done))
            return redirect(question_path(question))
        question = questions().get(pk=question.pk)
    context = question_context(actor, question, act, bound)
    if request.method == "GET" and context["upon"]:
        mark_seen(question=question, upto=context["upon"], by=actor)
    return render(request, "listings/question/show.html", context, status=422 if bound else 200)
