from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tte.common.forms import ActionForm
from tte.webhooks.enums import Sight
from tte.webhooks.kinds import kinds_of, subjects


def kind_choices() -> list:
    return [(subject.title, [(kind.code, kind.name) for kind in kinds_of(subject)]) for subject in subjects()]


class SubscriptionForm(ActionForm):
    name = forms.CharField(label=_("Name of the webhook"), max_length=80)
    url = forms.CharField(
        label=_("Address of the receiving system"),
        max_length=500,
        help_text=_("An https address of your own system. Each event is sent there by POST, signed."),
    )
    sight = forms.ChoiceField(
        label=_("Whose events"), choices=Sight.choices, initial=Sight.OWN, widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which events"),
        choices=kind_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to hear of all of them."),
    )


class ReplayForm(ActionForm):
    from_on = forms.DateField(label=_("From the day"), widget=forms.DateInput)
    until_on = forms.DateField(label=_("To the day, itself included"), widget=forms.DateInput)
    only_unsent = forms.BooleanField(label=_("Only what did not arrive"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("from_on"), cleaned.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("The last day comes before the first"))
        return cleaned
