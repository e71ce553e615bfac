from django import forms
from django.utils.translation import gettext_lazy as _

from tte.common.forms import ActionForm


class ReasonForm(ActionForm):
    """Why somebody is turned down or something is ended; those concerned read it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
