from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.enums import IntentState
from listings.forms.intent import BankReferenceForm
from listings.models import Intent
from listings.permissions.bidding import can_record_deposit, can_record_deposits
from listings.selectors.charge import charges_due
from listings.selectors.intent import deposit_to_settle, deposits_due, deposits_to_settle, intents
from listings.selectors.stake import untouched
from listings.services.intent import record_deposit, settle_deposit
from tte.common.doors import requires
from tte.common.sent import sent
from tte.drafts.forms import recall


@requires(can_record_deposits)
def deposits(request: HttpRequest) -> HttpResponse:
    """What the bank is expected to report, and what goes back or toward the price; nothing of an own interest."""
    exchange = request.actor.organisation
    due, back = (untouched(rows(exchange), request.actor.user) for rows in (deposits_due, deposits_to_settle))
    owed = untouched(charges_due(exchange), request.actor.user, "proposal__listing")
    context = {"due": due[:100], "to_settle": back[:100], "charges": owed[:100]}
    return render(request, "listings/deposit/list.html", context)


@requires(can_record_deposit, rows=intents)
def deposit(request: HttpRequest, intent: Intent) -> HttpResponse:
    """One deposit: its lines, and the next one to record."""
    is_due = intent.state == IntentState.DEPOSIT_DUE
    form = BankReferenceForm(sent(request), about=str(intent.pk))
    if request.method == "POST" and form.is_valid():
        service = record_deposit if request.POST.get("act") == "receive" else settle_deposit
        if form.carry_out(service, intent=intent, by=request.actor):
            return redirect("listings:deposits")
    recall(request.actor, form)
    context = {
        "intent": intent,
        "lines": intent.deposit_entries.select_related("recorded_by").order_by("pk"),
        "form": form,
        "is_due": is_due,
        "settles": deposit_to_settle(intent),
    }
    return render(request, "listings/deposit/show.html", context, status=422 if form.errors else 200)
