from django.utils.translation import gettext_lazy as _

from listings.forms.fields import AmountField
from tte.common.forms import ActionForm


class OfferForm(ActionForm):
    amount = AmountField(label=_("Your offer"))
