from django import forms
from django.utils.translation import gettext_lazy as _

from listings.forms.fields import AmountField
from tte.common.forms import ActionForm


class OfferForm(ActionForm):
    amount = AmountField(label=_("Your offer"))
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
