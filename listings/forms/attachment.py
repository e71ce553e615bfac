from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AttachmentAudience
from tte.common.forms import ActionForm, up_to_the_limit


class AttachmentForm(ActionForm):
    upload = forms.FileField(
        label=_("File"), help_text=up_to_the_limit(_("PDF, images, tables or text, up to {limit}"))
    )
    audience = forms.ChoiceField(
        label=_("Who may open it"),
        choices=AttachmentAudience.choices,
        initial=AttachmentAudience.AUDITORS,
        widget=forms.RadioSelect,
    )
