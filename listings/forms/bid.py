"""A bid as a page sends it, with the signed pass the room handed out."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from listings.forms.fields import AmountField
from listings.models import Auction
from tte.accounts.actor import Actor
from tte.common.forms import ActionForm

SALT = "listings.bidding_pass"
LASTS = 3 * 24 * 3600


def bidding_pass(actor: Actor, auction: Auction, code: str) -> str:
    """Bound to the person, the membership and the lot; checked without a query. It opens nothing by itself."""
    return signing.dumps([actor.user.pk, actor.membership.pk, auction.pk, code], salt=SALT)


class BidForm(ActionForm):
    amount = AmountField(label=_("Or enter an amount"))
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    bidding_pass = forms.CharField(widget=forms.HiddenInput, max_length=300)

    def __init__(self, *args: Any, actor: Actor, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.code = actor, code

    def clean_bidding_pass(self) -> int:
        """The lot the pass was issued for, if it was issued to this person, this membership and this page."""
        refused = forms.ValidationError(_("This page has grown too old to bid from. Reload it."), code="pass")
        try:
            person, membership, lot, code = signing.loads(self.cleaned_data["bidding_pass"], salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            raise refused from None
        if (person, membership, code) != (self.actor.user.pk, self.actor.membership.pk, self.code):
            raise refused
        return lot

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["auction_id"] = given.pop("bidding_pass", None)
        return given

    def stands(self) -> bool:
        """Whether the decided bid was accepted; if not, its sentence becomes the form's error."""
        if not self.outcome.accepted:
            self.add_error(None, forms.ValidationError(self.outcome.sentence, code=self.outcome.refusal))
        return self.outcome.accepted
