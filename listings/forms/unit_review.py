from django import forms
from django.utils.translation import gettext_lazy as _

from tte.common.forms import ActionForm


class ReturnForm(ActionForm):
    reason = forms.CharField(label=_("What is to be mended"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
