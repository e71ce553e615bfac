from django import forms
from django.utils.translation import gettext_lazy as _

from tte.common.forms import ActionForm


class RenameForm(ActionForm):
    name = forms.CharField(label=_("Name of the view"), max_length=60)


class SaveForm(RenameForm):
    is_default = forms.BooleanField(label=_("Open the list with this view"), required=False)
