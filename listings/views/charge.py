from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from listings.forms.intent import BankReferenceForm
from listings.models import WithdrawalCharge
from listings.permissions.bidding import can_record_charge
from listings.selectors.charge import charges
from listings.services.charge import receive_charge
from tte.common.doors import requires
from tte.common.sent import sent
from tte.drafts.forms import recall


@requires(can_record_charge, rows=charges)
def charge(request: HttpRequest, charge: WithdrawalCharge) -> HttpResponse:
    """The charge of a withdrawal after a deposit, and its receipt as the bank reports it (R3-43)."""
    form = BankReferenceForm(sent(request), about=f"charge/{charge.pk}")
    if request.method == "POST" and form.is_valid():
        if form.carry_out(receive_charge, charge=charge, by=request.actor):
            return redirect("listings:deposits")
        charge.refresh_from_db()
    recall(request.actor, form)
    listing = charge.proposal.listing
    context = {"charge": charge, "listing": listing, "form": form}
    return render(request, "listings/charge/show.html", context, status=422 if form.errors else 200)
