from django import forms

from tte.common.forms import ActionForm


class SubmitForm(ActionForm):
    """Nothing is asked; the key makes a second click the same submission."""

    request_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
