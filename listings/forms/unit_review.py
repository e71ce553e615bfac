from django import forms
from django.utils.translation import gettext_lazy as _

from tte.casework.answering import ChecklistForm
from tte.drafts.forms import KeptForm


class ReturnForm(KeptForm):
    kept_as = "achievement.return"
    reason = forms.CharField(
        label=_("What needs correcting"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ForwardForm(ChecklistForm):
    """The version of the undertakings that was read and is given, with the checklist of the unit."""

    kept_as = "achievement.forward"

    undertakings = forms.IntegerField(widget=forms.HiddenInput, required=False)
