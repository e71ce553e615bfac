from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AttachmentAudience, Evidence
from listings.forms.fields import text_field
from listings.models import Attachment
from tte.common.forms import ActionForm, up_to_the_limit


def audiences() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who may open it"),
        choices=AttachmentAudience.choices,
        initial=AttachmentAudience.AUDITORS,
        widget=forms.RadioSelect,
    )


class DescriptionForm(ActionForm):
    """What a file is, whom it is for and what it bears out."""

    description = text_field(_("What it is"), 300)
    evidence = forms.ChoiceField(
        label=_("Evidence of"), choices=[("", _("Nothing in particular")), *Evidence.choices], required=False
    )
    audience = audiences()


class AttachmentForm(DescriptionForm):
    upload = forms.FileField(
        label=_("File"), help_text=up_to_the_limit(_("PDF, images, tables or text, up to {limit}"))
    )


def description_of(attachment: Attachment) -> DescriptionForm:
    """The words of a file that stands already; its fields carry the number of the row in their ids."""
    shown = {name: getattr(attachment, name) for name in DescriptionForm.base_fields}
    return DescriptionForm(initial=shown, auto_id=f"id_file_{attachment.pk}_%s")
