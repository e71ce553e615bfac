from django.utils.translation import gettext_lazy as _

from listings.forms.fields import AmountField
from listings.forms.qualification import ReasonForm
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm


class OfferForm(ActionForm):
    amount = AmountField(label=_("Your offer"))


class EndForm(KeptForm, ReasonForm):
    kept_as = "negotiation.end"
