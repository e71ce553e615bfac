from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """The fields of the page of parts: one of every kind of control."""

    title = forms.CharField(label=_("Title"), help_text=_("Up to 60 characters."), max_length=60)
    kind = forms.ChoiceField(
        label=_("Kind of right"), choices=[("P", _("Invention patent")), ("S", _("Technical secret"))]
    )
    right = forms.ChoiceField(
        label=_("Right offered"),
        widget=forms.RadioSelect,
        choices=[("T", _("Transfer")), ("E", _("Exclusive licence")), ("O", _("Ordinary licence"))],
    )
    price = forms.DecimalField(label=_("Asking price"), max_digits=16, decimal_places=2, min_value=Decimal(1))
    deposit = forms.DecimalField(
        label=_("Deposit"),
        max_value=Decimal(30),
        error_messages={"max_value": _("At most 30%%; 10%% is usual")},
    )
    ends_on = forms.DateField(label=_("Licence ends on"), widget=forms.DateInput, required=False)
    abstract = forms.CharField(label=_("Abstract"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    evidence = forms.FileField(label=_("Evidence of maturity"), required=False)
    clear = forms.BooleanField(label=_("The title is clear and no dispute is known"))
    fields_of_use = forms.MultipleChoiceField(
        label=_("Where it may be used"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("05", _("Offshore structures")), ("06", _("Wind power")), ("10", _("Rail transport"))],
    )
