from django import forms
from django.utils.translation import gettext_lazy as _

from tte.drafts.forms import KeptForm

YES_NO = (("no", _("No")), ("yes", _("Yes")))


class IntentForm(KeptForm):
    """Undertakings and the declaration of related parties (R3-04); the terms themselves stand in the notice."""

    kept_as = "intent.register"

    related_party = forms.ChoiceField(
        label=_("Is your enterprise, or a person in it, related to an inventor or to the holder?"),
        help_text=_(
            "By blood, by money or otherwise. A relation is no bar; it is shown in the result notice. Where one of "
            "your people belongs to the holder or is the author, the mark is set for you."
        ),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    undertakings = forms.BooleanField(
        label=_("We have read the notice and give these undertakings"),
        required=False,
    )

    def clean_related_party(self) -> bool:
        return self.cleaned_data["related_party"] == "yes"


class BankReferenceForm(KeptForm):
    """The settlement bank's own reference of the movement that is recorded."""

    kept_as = "deposit.bank_reference"

    bank_reference = forms.CharField(label=_("Bank reference"), max_length=60)
